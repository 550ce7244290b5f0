import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { Config, ConfigError } from '#platform/config';
import { KeyStore, readSecretFile } from '#platform/keys';
import type { CryptoKey, JWK } from 'jose';
import { KEY_PREFIX, keyRingOf } from './key-ring.js';
import { makePrivatePem, publicKeyOf, publicPemOf, signingKey, type PublicKey } from './rsa-keys.js';

/** A key that the command line made is taken up within this time (R3: a minute at most). */
const LOOK_MS = 10_000;
/** A token under an unknown key has us look at once, but not more often than this: anybody can invent keys. */
const LOOK_AGAIN_MS = 1_000;
const REFRESH_SECRET_BYTES = 32;

interface SigningPair {
  kid: string;
  privateKey: CryptoKey;
  publicKeys: ReadonlyMap<string, PublicKey>;
}

interface Keys extends SigningPair {
  refreshSecret: Buffer;
}

/** The key pairs of access tokens (R3): one signs, former ones verify; and the secret that refresh tokens are derived with. */
@Injectable()
export class SigningKeys implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SigningKeys.name);
  private keys: Keys | undefined;
  private names = '';
  private lookedAt = 0;
  private looking: Promise<Keys> | undefined;
  private lookingAgain: Promise<Keys> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly config: Config,
    private readonly store: KeyStore,
  ) {}

  /** The operator owns the key files; nothing is made or rotated here. */
  get givenByOperator(): boolean {
    return this.config.env.JWT_PRIVATE_KEY_PATH !== undefined;
  }

  /** A key that can't be used stops the start instead of failing the first request. */
  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.roles.api) return;
    await this.load();
    if (this.givenByOperator) return;
    const look = (): unknown =>
      this.look().catch((error: Error) => this.logger.warn(`The signing keys could not be read: ${error.message}`));
    this.timer = setInterval(() => void look(), LOOK_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async load(): Promise<Keys> {
    return this.keys ?? this.look();
  }

  /** The public key of this id, also when it was made a moment ago elsewhere; undefined for an invented one. */
  async publicKey(kid: string): Promise<CryptoKey | undefined> {
    const { publicKeys } = await this.load();
    const known = publicKeys.get(kid) ?? (await this.lookAgain()).publicKeys.get(kid);
    return known?.key;
  }

  /** RFC 7517 key set of the public keys. */
  async jwks(): Promise<{ keys: JWK[] }> {
    const { publicKeys } = await this.load();
    return { keys: [...publicKeys.values()].map(({ jwk }) => jwk) };
  }

  /** Reads the key store; callers at the same time share one look. */
  private look(): Promise<Keys> {
    this.looking ??= this.read().finally(() => {
      this.lookedAt = performance.now();
      this.looking = undefined;
    });
    return this.looking;
  }

  /** The next look that is due; whoever asks before waits for it, so that a good token is never refused. */
  private lookAgain(): Promise<Keys> {
    if (this.givenByOperator) return this.load();
    const wait = Math.max(0, this.lookedAt + LOOK_AGAIN_MS - performance.now());
    this.lookingAgain ??= delay(wait).then(async () => {
      await this.looking?.catch(() => undefined);
      // Whoever comes from here on may know a key that is newer than what is read now.
      this.lookingAgain = undefined;
      return this.look();
    });
    return this.lookingAgain;
  }

  private async read(): Promise<Keys> {
    if (this.givenByOperator) return (this.keys ??= { ...(await this.givenPair()), ...(await this.refresh()) });
    const ring = keyRingOf(await this.store.names(KEY_PREFIX), new Date(), this.config.env.ACCESS_TOKEN_TTL * 1000);
    for (const name of ring.ended) await this.store.remove(name);
    const former = ring.retired.map(({ name }) => name);
    const names = [ring.current, ...former].join();
    if (this.keys && names === this.names) return this.keys;
    const pair = await this.pairOf(ring.current, former);
    const refreshSecret = this.keys?.refreshSecret;
    this.keys = { ...pair, ...(refreshSecret ? { refreshSecret } : await this.refresh()) };
    this.names = names;
    return this.keys;
  }

  private async pairOf(current: string, former: readonly string[]): Promise<SigningPair> {
    const pem = await this.store.getOrMake(current, makePrivatePem);
    const pems = [pem, ...(await Promise.all(former.map((name) => this.store.get(name))))];
    const publicKeys = await Promise.all(
      pems
        .filter((one) => one !== null)
        .map((one) => publicKeyOf(publicPemOf(one, 'the signing key'), 'the signing key')),
    );
    return signedBy(pem, publicKeys);
  }

  private async givenPair(): Promise<SigningPair> {
    const { JWT_PRIVATE_KEY_PATH: path = '', JWT_PUBLIC_KEY_PATH: publicPath } = this.config.env;
    const pem = await readSecretFile(path);
    if (pem === null) throw new ConfigError(`  JWT_PRIVATE_KEY_PATH: ${path} does not exist`);
    const derived = await publicKeyOf(publicPemOf(pem, 'JWT_PRIVATE_KEY_PATH'), 'JWT_PRIVATE_KEY_PATH');
    if (publicPath !== undefined) {
      const given = await readFile(publicPath, 'utf8').catch(() => {
        throw new ConfigError(`  JWT_PUBLIC_KEY_PATH: ${publicPath} can't be read`);
      });
      if ((await publicKeyOf(given, 'JWT_PUBLIC_KEY_PATH')).kid !== derived.kid)
        throw new ConfigError('  JWT_PUBLIC_KEY_PATH: is not the public half of JWT_PRIVATE_KEY_PATH');
    }
    return signedBy(pem, [derived]);
  }

  private async refresh(): Promise<{ refreshSecret: Buffer }> {
    const text = await this.store.getOrMake('refresh', async () =>
      randomBytes(REFRESH_SECRET_BYTES).toString('base64'),
    );
    const refreshSecret = Buffer.from(text, 'base64');
    if (refreshSecret.length < REFRESH_SECRET_BYTES)
      throw new ConfigError('  The key “refresh” is too short: remove it, and everybody has to sign in again');
    return { refreshSecret };
  }
}

/** The first of the public keys belongs to the private one. */
async function signedBy(privatePem: string, publicKeys: readonly PublicKey[]): Promise<SigningPair> {
  return {
    kid: publicKeys[0]!.kid,
    privateKey: await signingKey(privatePem),
    publicKeys: new Map(publicKeys.map((one) => [one.kid, one])),
  };
}
