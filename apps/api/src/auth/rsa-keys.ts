import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { ConfigError } from '#platform/config';
import {
  calculateJwkThumbprint,
  exportJWK,
  exportPKCS8,
  generateKeyPair,
  importPKCS8,
  importSPKI,
  type CryptoKey,
  type JWK,
} from 'jose';

export const ALGORITHM = 'RS256';
/** RFC 7518 §3.3. */
const MIN_BITS = 2048;

export interface PublicKey {
  /** RFC 7638 thumbprint. */
  kid: string;
  key: CryptoKey;
  jwk: JWK;
}

/** A fresh RSA private key, PKCS #8 in PEM. */
export async function makePrivatePem(): Promise<string> {
  const pair = await generateKeyPair(ALGORITHM, { modulusLength: MIN_BITS, extractable: true });
  return exportPKCS8(pair.privateKey);
}

/**
 * The public half of a private key.
 * @param where names the key in the message
 * @throws ConfigError when it is no RSA private key, or a short one
 */
export function publicPemOf(privatePem: string, where: string): string {
  const key = parsed(() => createPrivateKey(privatePem), where, 'private');
  return createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
}

/** The private key as it signs; to be checked by `publicPemOf` before. Takes PKCS #1 too, as `openssl genrsa` once wrote it. */
export function signingKey(privatePem: string): Promise<CryptoKey> {
  const pem = createPrivateKey(privatePem).export({ type: 'pkcs8', format: 'pem' }).toString();
  return importPKCS8(pem, ALGORITHM);
}

/** @throws ConfigError when it is no RSA public key, or a short one */
export async function publicKeyOf(publicPem: string, where: string): Promise<PublicKey> {
  const pem = parsed(() => createPublicKey(publicPem), where, 'public').export({ type: 'spki', format: 'pem' });
  const key = await importSPKI(pem.toString(), ALGORITHM, { extractable: true });
  const jwk = await exportJWK(key);
  const kid = await calculateJwkThumbprint(jwk);
  return { kid, key, jwk: { ...jwk, kid, use: 'sig', alg: ALGORITHM } };
}

function parsed(parse: () => KeyObject, where: string, kind: 'private' | 'public'): KeyObject {
  let key: KeyObject;
  try {
    key = parse();
  } catch {
    throw new ConfigError(`  ${where}: holds no ${kind} key in PEM`);
  }
  if (key.asymmetricKeyType !== 'rsa' || (key.asymmetricKeyDetails?.modulusLength ?? 0) < MIN_BITS)
    throw new ConfigError(`  ${where}: an RSA key of at least ${MIN_BITS} bits is needed`);
  return key;
}
