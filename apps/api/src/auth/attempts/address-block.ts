import { isIP, isIPv4 } from 'node:net';

const GROUPS = 8;
/** ::ffff:0:0/96 (RFC 4291 §2.5.5.2). */
const MAPPED = '0:0:0:0:0:ffff';

/**
 * What one client of the internet has to itself: an IPv4 address, or the /64 of an IPv6 address (RFC 6177), in one
 * spelling. An IPv4 address in IPv6 clothes counts as itself. What is no address is one client: `unknown`.
 */
export function addressBlock(address: string): string {
  const plain = address.replace(/%.*$/, '');
  if (isIP(plain) === 0) return 'unknown';
  if (isIPv4(plain)) return plain;
  const groups = groupsOf(plain);
  if (groups.slice(0, 6).join(':') === MAPPED) return dotted(groups.slice(6));
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** The eight groups of a valid IPv6 address, without leading zeros. */
function groupsOf(address: string): string[] {
  const [head = '', tail] = address.toLowerCase().split('::');
  const before = parts(head);
  const after = parts(tail ?? '');
  const gap = tail === undefined ? 0 : GROUPS - before.length - after.length;
  return [...before, ...Array<string>(gap).fill('0'), ...after].map((group) => parseInt(group, 16).toString(16));
}

const parts = (text: string): string[] =>
  text === '' ? [] : text.split(':').flatMap((part) => (isIPv4(part) ? hexOf(part) : [part]));

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
