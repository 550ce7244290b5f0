/** The key pair of the first start; later ones say in their name when they were made. */
const FIRST = 'jwt';
const LATER = /^jwt-(\d{4})(\d\d)(\d\d)t(\d\d)(\d\d)(\d\d)z$/;

/** What the names of signing keys begin with in the key store. */
export const KEY_PREFIX = FIRST;

/** How long a server may sign on with the former key, together with what two machines' clocks may differ by. */
const TAKE_UP_MS = 2 * 60_000;

/** Names of signing keys by what they are good for now. */
export interface KeyRing {
  /** Signs. */
  current: string;
  /** Verify what they have signed, until the last of it has ended. */
  retired: { name: string; endsAt: Date }[];
  /** Good for nothing any more. */
  ended: string[];
}

/**
 * What each key is good for (R3: old public keys stay valid until their tokens expire).
 * @param names of the secrets that begin with `KEY_PREFIX`; others than signing keys are left out
 * @param tokenLifeMs life of an access token
 */
export function keyRingOf(names: readonly string[], now: Date, tokenLifeMs: number): KeyRing {
  const keys = inOrder(names);
  const ring: KeyRing = { current: keys.at(-1)?.name ?? FIRST, retired: [], ended: [] };
  for (const [index, { name }] of keys.slice(0, -1).entries()) {
    const endsAt = new Date(keys[index + 1]!.madeAt + tokenLifeMs + TAKE_UP_MS);
    if (endsAt > now) ring.retired.push({ name, endsAt });
    else ring.ended.push(name);
  }
  return ring;
}

/** The name under which a key that is made now comes after all others, whatever their clocks said. */
export function nextKeyName(names: readonly string[], now: Date): string {
  const last = inOrder(names).at(-1)?.madeAt ?? 0;
  const madeAt = new Date(Math.max(now.getTime(), last + 1_000));
  return `${FIRST}-${madeAt.toISOString().slice(0, 19).replaceAll(/[-:]/g, '').toLowerCase()}z`;
}

function inOrder(names: readonly string[]): { name: string; madeAt: number }[] {
  return names
    .flatMap((name) => {
      const madeAt = madeAtOf(name);
      return madeAt === null ? [] : [{ name, madeAt }];
    })
    .toSorted((a, b) => a.madeAt - b.madeAt);
}

/** Milliseconds of Unix time; null for what is no signing key. */
function madeAtOf(name: string): number | null {
  if (name === FIRST) return 0;
  const match = LATER.exec(name);
  if (!match) return null;
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ];
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
