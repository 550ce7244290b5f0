import { session, twoFactorSetup } from '#contract';
import { describe, expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { enrol, type SecondFactor } from '../factories/second-factor.js';
import { wrongCode } from '../support/authenticator.js';
import { statement, timeAgo } from '../support/database.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'step-up', scripted: false });

const enrolled = async (name = 'ana'): Promise<{ ana: Person; factor: SecondFactor }> => {
  const ana = await person(server.topology, name);
  return { ana, factor: await enrol(server.topology, ana) };
};

describe('rulings 16 step-up', () => {
  const expire = async (ana: Person) =>
    statement(server.topology, 'UPDATE sessions SET confirmed_at = ? WHERE user_id = ?', [timeAgo(601), ana.id]);
  /** Setting up asks for a confirmed session before anything else. */
  const confirmed = async (ana: Person): Promise<boolean> => (await ana.api().post('/auth/2fa/setup')).status !== 403;

  test('without a second factor the password confirms, and a code does not', async () => {
    const ana = await person(server.topology, 'ana');
    await expire(ana);
    (await ana.api().post('/auth/reauth', { password: 'not the password' })).problem(401, 'invalid_credentials');
    (await ana.api().post('/auth/reauth', { code: '000000' })).problem(401, 'code_invalid');
    (await ana.api().post('/auth/reauth', { password: ana.password, code: '000000' })).problem(401, 'code_invalid');
    (await ana.api().post('/auth/reauth', {})).problem(400, 'validation_failed');
    expect(await confirmed(ana)).toBe(false);
    (await ana.api().post('/auth/reauth', { password: ana.password })).empty();
    expect(await confirmed(ana)).toBe(true);
    const rows = await statement(server.topology, 'SELECT action, address FROM audit_entries ORDER BY id DESC LIMIT 5');
    for (const action of ['reauth.failed', 'reauth.done'])
      expect(rows).toContainEqual({ action, address: '127.0.0.1' });
  });

  test('with one the code confirms, the password alone does not, and a wrong password spoils a right code', async () => {
    const { ana, factor } = await enrolled();
    await expire(ana);
    (await ana.api().post('/auth/reauth', { password: ana.password })).problem(401, 'code_invalid');
    const wrong = { password: 'not the password', code: await factor.code() };
    (await ana.api().post('/auth/reauth', wrong)).problem(401, 'invalid_credentials');
    (await ana.api().post('/auth/reauth', { code: wrongCode(factor.secret) })).problem(401, 'code_invalid');
    expect(await confirmed(ana)).toBe(false);
    const code = await factor.code();
    (await ana.api().post('/auth/reauth', { code })).empty();
    expect(await confirmed(ana)).toBe(true);
    (await ana.api().post('/auth/reauth', { code })).problem(401, 'code_invalid');
    (await ana.api().post('/auth/reauth', { code: factor.recoveryCodes[0] })).empty();
  });

  test('it confirms this session and no other', async () => {
    const ana = await person(server.topology, 'ana');
    const body = { login: ana.email, password: ana.password };
    const other = (await server.topology.api().post('/auth/login', body)).as(session);
    await expire(ana);
    (await ana.api().post('/auth/reauth', { password: ana.password })).empty();
    (await server.topology.api().with(other.accessToken).post('/auth/2fa/setup')).problem(403, 'reauth_required');
    (await ana.api().post('/auth/2fa/setup')).as(twoFactorSetup);
  });
});
