const GROUPS = 8;
/** ::ffff:0:0/96 (RFC 4291 §2.5.5.2). */
const MAPPED = '0:0:0:0:0:ffff';
const IPV4 = /^\d{1,3}(\.\d{1,3}){3}$/;

/**
 * The network that limits are counted for (quality.md §2): an IPv4 address as it is, of an IPv6 address the /64, since
 * whoever has one address of those has them all (RFC 6177). An IPv4 address in IPv6 clothes counts as itself; what is
 * no address is one client, `unknown`.
 * @param address as a socket tells it, in any notation
 */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, '').toLowerCase();
  if (IPV4.test(plain)) return plain;
  const groups = groupsOf(plain);
  if (groups.length !== GROUPS || !groups.every((group) => /^[0-9a-f]{1,4}$/.test(group))) return 'unknown';
  if (groups.slice(0, 6).join(':') === MAPPED) return dotted(groups.slice(6));
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The groups of an IPv6 address, without leading zeros; eight, where it is one. */
function groupsOf(address: string): string[] {
  const [head = '', tail, ...more] = address.split('::');
  if (more.length > 0) return [];
  const before = parts(head);
  const after = parts(tail ?? '');
  const gap = tail === undefined ? 0 : Math.max(0, GROUPS - before.length - after.length);
  return [...before, ...Array<string>(gap).fill('0'), ...after].map((group) => group.replace(/^0+(?=.)/, ''));
}

const parts = (text: string): string[] =>
  text === '' ? [] : text.split(':').flatMap((part) => (IPV4.test(part) ? hexOf(part) : [part]));

/** `192.0.2.1` as the two groups that it is in an IPv6 address. */
function hexOf(ipv4: string): string[] {
  const [a = 0, b = 0, c = 0, d = 0] = ipv4.split('.').map(Number);
  return [a * 256 + b, c * 256 + d].map((group) => group.toString(16));
}

const dotted = (groups: readonly string[]): string =>
  groups
    .map((group) => parseInt(group, 16))
    .flatMap((group) => [group >> 8, group & 255])
    .join('.');
