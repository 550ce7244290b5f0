const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new `clientId` for a message: 26 characters, 130 random bits. Made by `getRandomValues`, which unlike
 * `randomUUID` is there on plain http as well.
 */
export function newClientId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(26));
  return Array.from(bytes, (byte) => ALPHABET[byte & 31]).join('');
}

/** One of the eight person hues for something that has none of its own. */
export function hueOf(id: string): number {
  let sum = 0;
  for (let i = 0; i < id.length; i++) sum = (sum * 31 + id.charCodeAt(i)) >>> 0;
  return sum % 8;
}
