import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';

const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Seals secrets for storage: AES-256-GCM under a key derived per record from the master key (HKDF-SHA-256, RFC 5869,
 * random salt), bound to the place where the record stands, so that a sealed value moved elsewhere does not open.
 */
export class SecretBox {
  constructor(private readonly masterKey: Buffer) {}

  /** @param place what the secret belongs to; the same words are needed to open it */
  seal(secret: string, place: string): string {
    const nonce = randomBytes(NONCE_BYTES);
    const salt = randomBytes(16);
    const cipher = createCipheriv('aes-256-gcm', this.recordKey(salt), nonce).setAAD(Buffer.from(place));
    const sealed = Buffer.concat([cipher.update(secret, 'utf8'), cipher.final()]);
    return Buffer.concat([Buffer.from([VERSION]), salt, nonce, cipher.getAuthTag(), sealed]).toString('base64');
  }

  /** @throws Error when the value was changed, moved, or sealed under another master key */
  open(sealed: string, place: string): string {
    const bytes = Buffer.from(sealed, 'base64');
    if (bytes[0] !== VERSION) throw new Error('Sealed in an unknown way');
    const salt = bytes.subarray(1, 17);
    const nonce = bytes.subarray(17, 17 + NONCE_BYTES);
    const tag = bytes.subarray(17 + NONCE_BYTES, 17 + NONCE_BYTES + TAG_BYTES);
    const decipher = createDecipheriv('aes-256-gcm', this.recordKey(salt), nonce)
      .setAAD(Buffer.from(place))
      .setAuthTag(tag);
    const text = bytes.subarray(17 + NONCE_BYTES + TAG_BYTES);
    return Buffer.concat([decipher.update(text), decipher.final()]).toString('utf8');
  }

  private recordKey(salt: Buffer): Buffer {
    return Buffer.from(hkdfSync('sha256', this.masterKey, salt, 'colloquy secret', 32));
  }
}
