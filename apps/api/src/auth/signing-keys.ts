import { readFile } from 'node:fs/promises';
import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Config } from '#platform/config';
import { KeyStore, readSecretFile } from '#platform/keys';
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
import { createPublicKey, randomBytes } from 'node:crypto';
import { ConfigError } from '#platform/config';

export const ALGORITHM = 'RS256';
const MIN_BITS = 2048;

interface Keys {
  kid: string;
  privateKey: CryptoKey;
  publicKeys: ReadonlyMap<string, { key: CryptoKey; jwk: JWK }>;
  refreshSecret: Buffer;
}

/** The key pair that signs access tokens (R3), and the secret that refresh tokens are derived with. */
@Injectable()
export class SigningKeys implements OnApplicationBootstrap {
  private keys: Promise<Keys> | undefined;

  constructor(
    private readonly config: Config,
    private readonly store: KeyStore,
  ) {}

  /** A key that can't be used stops the start instead of failing the first request. */
  async onApplicationBootstrap(): Promise<void> {
    if (this.config.roles.api) await this.load();
  }

  load(): Promise<Keys> {
    this.keys ??= this.read().catch((error: unknown) => {
      this.keys = undefined;
      throw error;
    });
    return this.keys;
  }

  /** RFC 7517 key set of the public keys. */
  async jwks(): Promise<{ keys: JWK[] }> {
    const { publicKeys } = await this.load();
    return { keys: [...publicKeys.values()].map(({ jwk }) => jwk) };
  }

  private async read(): Promise<Keys> {
    const pem = await this.privatePem();
    const publicPem = this.config.env.JWT_PUBLIC_KEY_PATH
      ? await readFile(this.config.env.JWT_PUBLIC_KEY_PATH, 'utf8')
      : createPublicKey(pem).export({ type: 'spki', format: 'pem' }).toString();
    const publicKey = await importSPKI(publicPem, ALGORITHM, { extractable: true });
    const bits = createPublicKey(publicPem).asymmetricKeyDetails?.modulusLength ?? 0;
    if (bits < MIN_BITS)
      throw new ConfigError(`  JWT_PRIVATE_KEY_PATH: an RSA key of at least ${MIN_BITS} bits is needed`);
    const jwk = await exportJWK(publicKey);
    const kid = await calculateJwkThumbprint(jwk);
    return {
      kid,
      privateKey: await importPKCS8(pem, ALGORITHM),
      publicKeys: new Map([[kid, { key: publicKey, jwk: { ...jwk, kid, use: 'sig', alg: ALGORITHM } }]]),
      refreshSecret: Buffer.from(
        await this.store.getOrMake('refresh', async () => randomBytes(32).toString('base64')),
        'base64',
      ),
    };
  }

  private async privatePem(): Promise<string> {
    const path = this.config.env.JWT_PRIVATE_KEY_PATH;
    if (path) {
      const pem = await readSecretFile(path);
      if (pem === null) throw new ConfigError(`  JWT_PRIVATE_KEY_PATH: ${path} does not exist`);
      return pem;
    }
    return this.store.getOrMake('jwt', async () => {
      const pair = await generateKeyPair(ALGORITHM, { modulusLength: MIN_BITS, extractable: true });
      return exportPKCS8(pair.privateKey);
    });
  }
}
