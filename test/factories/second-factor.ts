import { loginAnswer, recoveryCodes, twoFactorSetup } from '#contract';
import type { ApiAnswer } from '../support/api-client.js';
import { codeOf, stepNow } from '../support/authenticator.js';
import { statement } from '../support/database.js';
import type { Topology } from '../support/topology.js';
import type { Person } from './people.js';

/** The authenticator app and the recovery codes of somebody whose second factor is on. */
export class SecondFactor {
  constructor(
    readonly topology: Topology,
    readonly owner: Person,
    readonly secret: string,
    readonly recoveryCodes: string[],
  ) {}

  /** A code that was not used: everything before is forgotten, so that tests need not wait for the next half minute. */
  async code(): Promise<string> {
    await statement(this.topology, 'UPDATE users SET totp_last_step = NULL WHERE id = ?', [this.owner.id]);
    // The next step's is good until the one after it has ended, so none runs out on its way.
    return codeOf(this.secret, stepNow() + 1);
  }

  /** Shows the password; what is owed then. */
  async challenge(index = this.owner.home): Promise<string> {
    const body = { login: this.owner.email, password: this.owner.password };
    const answer = (await this.topology.api(index).post('/auth/login', body)).as(loginAnswer);
    if (!('challenge' in answer)) throw new Error('Signed in without the second factor');
    this.topology.secrets.add(answer.challenge);
    return answer.challenge;
  }

  /** Signs in with password and this code. */
  async signIn(code: string, headers?: Record<string, string>): Promise<ApiAnswer> {
    const challenge = await this.challenge();
    return this.topology.api(this.owner.home).post('/auth/login/2fa', { challenge, code }, headers);
  }
}

/** Switches the second factor of a person on. */
export const enrol = async (topology: Topology, owner: Person): Promise<SecondFactor> => {
  const { secret } = (await owner.api().post('/auth/2fa/setup')).as(twoFactorSetup);
  const answer = await owner.api().post('/auth/2fa/verify', { code: codeOf(secret, stepNow()) });
  const { recoveryCodes: codes } = answer.as(recoveryCodes);
  topology.secrets.add(secret);
  for (const code of codes) topology.secrets.add(code);
  return new SecondFactor(topology, owner, secret, codes);
};
