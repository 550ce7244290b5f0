import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { IsNull, LessThan, Not, type Repository } from 'typeorm';
import type { User } from '../../users/users.service.js';

type SecondFactor = Pick<User, 'id' | 'totpSecret' | 'totpEnabledAt' | 'totpLastStep'>;

/** The second factors of accounts; secrets are sealed here. */
@Injectable()
export class TwoFactorRepository {
  constructor(private readonly db: Db) {}

  private get users(): Repository<SecondFactor> {
    return this.db.repository<SecondFactor>('users');
  }

  /** Keeps a secret for an account whose second factor is off; false when it is on. */
  async begin(id: string, totpSecret: string): Promise<boolean> {
    const { affected } = await this.users.update({ id, totpEnabledAt: IsNull() }, { totpSecret, totpLastStep: null });
    return affected === 1;
  }

  /** Switches it on with the secret that was shown, the step of the first code being used; false when that is not so any more. */
  async enable(id: string, totpSecret: string, totpLastStep: number, totpEnabledAt: Date): Promise<boolean> {
    const off = { id, totpSecret, totpEnabledAt: IsNull() };
    const { affected } = await this.users.update(off, { totpEnabledAt, totpLastStep });
    return affected === 1;
  }

  /** Uses up the code of a step; true when no code of it or a later one had been used, so of parallel replays one wins. */
  async consumeStep(id: string, totpSecret: string, step: number): Promise<boolean> {
    const on = { id, totpSecret, totpEnabledAt: Not(IsNull()) };
    const unused = [
      { ...on, totpLastStep: LessThan(step) },
      { ...on, totpLastStep: IsNull() },
    ];
    const { affected } = await this.users.update(unused, { totpLastStep: step });
    return affected === 1;
  }

  /** Switches it off and forgets the secret; false when it was off. */
  async disable(id: string): Promise<boolean> {
    const on = { id, totpEnabledAt: Not(IsNull()) };
    const { affected } = await this.users.update(on, { totpSecret: null, totpEnabledAt: null, totpLastStep: null });
    return affected === 1;
  }

  /** Whether it is on; it stays so until the transaction ends. */
  async holdEnabled(id: string): Promise<boolean> {
    const found = await this.users.findOne({
      select: { id: true },
      where: { id, totpEnabledAt: Not(IsNull()) },
      ...(this.db.locksRows ? { lock: { mode: 'pessimistic_write' as const } } : {}),
    });
    return found !== null;
  }
}
