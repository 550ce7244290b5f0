import { Injectable } from '@nestjs/common';
import { Config, ConfigError } from '#platform/config';
import { Db } from '#platform/db';
import { KeyStore } from '#platform/keys';
import { AuditService } from '../insight/audit.service.js';
import { KEY_PREFIX, keyRingOf, nextKeyName } from './key-ring.js';
import { makePrivatePem, publicKeyOf, publicPemOf } from './rsa-keys.js';

export interface Rotation {
  /** Of the key that signs from now on. */
  kid: string;
  /** When the last of the former keys stops to verify; null when there was none. */
  formerUntil: Date | null;
}

/** Makes a new signing key; the former ones verify until their tokens have ended (R3). */
@Injectable()
export class RotateKeys {
  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly store: KeyStore,
    private readonly audit: AuditService,
  ) {}

  /** @throws ConfigError where the operator owns the key files */
  async run(): Promise<Rotation> {
    if (this.config.env.JWT_PRIVATE_KEY_PATH)
      throw new ConfigError(
        '  JWT_PRIVATE_KEY_PATH: the key files are yours, so it is you who replaces them; then restart the servers',
      );
    const tokenLifeMs = this.config.env.ACCESS_TOKEN_TTL * 1000;
    const before = await this.store.names(KEY_PREFIX);
    const name = nextKeyName(before, new Date());
    const made = await makePrivatePem();
    const kid = await this.db.tx(async () => {
      const pem = await this.store.getOrMake(name, async () => made);
      const key = await publicKeyOf(publicPemOf(pem, name), name);
      await this.audit.record({ action: 'keys.rotated', subjectId: key.kid });
      return key.kid;
    });
    const { retired, ended } = keyRingOf([...before, name], new Date(), tokenLifeMs);
    for (const one of ended) await this.store.remove(one);
    return { kid, formerUntil: retired.at(-1)?.endsAt ?? null };
  }
}
