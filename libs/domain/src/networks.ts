const GROUPS = 8;
/** The first 64 bits are what a household or a rented server gets. */
const KEPT_GROUPS = 4;

/**
 * The network that limits are counted for: an IPv4 address as it is, of an IPv6 address the first 64 bits, since
 * whoever has one address of those has them all (quality.md §2).
 * @param address as a socket tells it: IPv4, IPv6 in any notation, IPv4 within IPv6
 */
export function networkOf(address: string): string {
  const [plain = ''] = address.split('%');
  if (!plain.includes(':')) return plain;
  const within = /^::ffff:(\d+(?:\.\d+){3})$/i.exec(plain);
  if (within) return within[1]!;
  const [head, tail] = plain.split('::').map(groupsOf);
  const zeros = Array<string>(Math.max(0, GROUPS - head!.length - (tail?.length ?? 0))).fill('0');
  const groups = [...head!, ...zeros, ...(tail ?? [])].slice(0, KEPT_GROUPS);
  return `${groups.map((group) => parseInt(group, 16).toString(16)).join(':')}::/64`;
}

/** An IPv4 address at the end stands for two groups; they are beyond those that count. */
const groupsOf = (part: string): string[] =>
  part === '' ? [] : part.split(':').flatMap((group) => (group.includes('.') ? ['0', '0'] : [group]));
