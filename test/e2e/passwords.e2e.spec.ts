import { authProviders, me, session } from '#contract';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { person, type Person } from '../factories/people.js';
import type { ApiAnswer } from '../support/api-client.js';
import { sql } from '../support/database.js';
import { poll } from '../support/diagnostics.js';
import { MailReceiver, type ReceivedMail } from '../support/mail-receiver.js';
import { useServer } from '../support/suite.js';

let receiver: MailReceiver;
const env: Record<string, string> = { MAIL_FROM: 'Colloquy <chat@colloquy.example>' };

beforeAll(async () => {
  receiver = await MailReceiver.make();
  await receiver.start();
  env.SMTP_URL = receiver.url;
});
const server = useServer({ name: 'passwords', scripted: false, env });
afterAll(async () => receiver.stop());

/** A password that may not show up in a log. */
const fresh = (): string => {
  const password = `pw-${randomBytes(12).toString('base64url')}`;
  server.topology.secrets.add(password);
  return password;
};

const signIn = async (login: string, password: string, index = 0): Promise<ApiAnswer> =>
  server.topology.api(index).post('/auth/login', { login, password });

const change = async (ana: Person, currentPassword: string, newPassword: string): Promise<ApiAnswer> =>
  ana.api().post('/auth/password/change', { currentPassword, newPassword });

const forgot = async (email: string): Promise<ApiAnswer> =>
  server.topology.api(1).post('/auth/password/forgot', { email });

const reset = async (token: string, newPassword: string, index = 0): Promise<ApiAnswer> =>
  server.topology.api(index).post('/auth/password/reset', { token, newPassword });

const tokenIn = (mail: ReceivedMail): string => {
  const token = /\/reset#token=([\w-]+)/.exec(mail.text)?.[1] ?? 'no link';
  server.topology.secrets.add(token);
  return token;
};

/** Asks for a link, and reads it in the mail. */
const linkFor = async (ana: Person, earlier = 0): Promise<string> => {
  (await forgot(ana.email)).empty(202);
  return tokenIn(await receiver.to(ana.email, earlier));
};

describe('R6 changing the password', () => {
  test('the new one counts, this session goes on, the others end with their sockets', async () => {
    const ana = await person(server.topology, 'ana');
    const there = (await signIn(ana.email, ana.password, 1)).as(session).accessToken;
    const [here, other] = [await ana.socket({ reconnect: false }), await ana.socket({ token: there, index: 1 })];
    const password = fresh();
    (await change(ana, ana.password, password)).empty();

    expect(await other.waitFor('session:ended', () => true)).toEqual({ reason: 'password_changed' });
    (await server.topology.api().with(there).get('/auth/me')).problem(401);
    (await ana.api().get('/auth/me')).as(me);
    expect(here.connected).toBe(true);
    (await signIn(ana.email, ana.password)).problem(401, 'invalid_credentials');
    (await signIn(ana.email, password)).as(session);
  });

  test('not without the current one', async () => {
    const ana = await person(server.topology, 'ana');
    const problem = (await change(ana, 'certainly wrong', fresh())).problem(401, 'invalid_credentials');
    expect(problem.errors?.map(({ path }) => path)).toEqual(['currentPassword']);
    (await signIn(ana.email, ana.password)).as(session);
  });

  test.each([
    ['a common one', 'password1', 'weak_password'],
    ['a short one', '1x3y5z7', 'validation_failed'],
  ] as const)('not to %s', async (_, password, code) => {
    const ana = await person(server.topology, 'ana');
    const problem = (await change(ana, ana.password, password)).problem(400, code);
    expect(problem.errors?.map(({ path }) => path)).toEqual(['newPassword']);
    (await signIn(ana.email, ana.password)).as(session);
  });

  test('two at once: one of them', async () => {
    const ana = await person(server.topology, 'ana');
    const passwords = [fresh(), fresh()];
    const answers = await Promise.all(passwords.map(async (one) => change(ana, ana.password, one)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 401]);
    const won = passwords[answers.findIndex(({ status }) => status === 204)] ?? '';
    (await signIn(ana.email, won)).as(session);
  });

  test('a link that was on its way is worth nothing any more', async () => {
    const ana = await person(server.topology, 'ana');
    const token = await linkFor(ana);
    (await change(ana, ana.password, fresh())).empty();
    (await reset(token, fresh())).problem(403, 'reset_link_invalid');
  });
});

describe('R6 a reset by mail', () => {
  test('the whole way: a mail, a link, a new password, every session ended, nobody signed in', async () => {
    expect((await server.topology.api().get('/auth/providers')).as(authProviders).passwordResetByMail).toBe(true);
    const ana = await person(server.topology, 'ana');
    const socket = await ana.socket({ reconnect: false });
    const token = await linkFor(ana);
    const mail = await receiver.to(ana.email);
    expect(mail).toMatchObject({ from: 'chat@colloquy.example', to: [ana.email] });
    expect(mail.html).toContain(`/reset#token=${token}"`);
    expect(mail.text).not.toContain(ana.user.displayName);

    const password = fresh();
    const answer = await reset(token, password, 1);
    answer.empty();
    expect(answer.headers.getSetCookie()).toEqual([]);
    expect(await socket.waitFor('session:ended', () => true)).toEqual({ reason: 'password_reset' });
    (await ana.api().get('/auth/me')).problem(401);
    (await signIn(ana.email, ana.password)).problem(401);
    (await signIn(ana.email, password)).as(session);
    (await reset(token, fresh())).problem(403, 'reset_link_invalid');
  });

  test('a link works once, also for two at once', async () => {
    const ana = await person(server.topology, 'ana');
    const token = await linkFor(ana);
    const passwords = [fresh(), fresh(), fresh()];
    const answers = await Promise.all(passwords.map(async (one, index) => reset(token, one, index)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 403, 403]);
    for (const [index, one] of passwords.entries()) {
      expect((await signIn(ana.email, one)).status).toBe(answers[index]?.status === 204 ? 200 : 401);
    }
  });

  test('a newer link makes the older one worthless; a common password leaves it usable', async () => {
    const ana = await person(server.topology, 'ana');
    const [older, newer] = [await linkFor(ana), await linkFor(ana, 1)];
    (await reset(older, fresh())).problem(403, 'reset_link_invalid');
    const problem = (await reset(newer, 'password1')).problem(400, 'weak_password');
    expect(problem.errors?.map(({ path }) => path)).toEqual(['newPassword']);
    (await reset(newer, fresh())).empty();
  });

  test('a link ends after an hour', async () => {
    const ana = await person(server.topology, 'ana');
    const token = await linkFor(ana);
    const [row] = await sql(server.topology, 'SELECT * FROM one_time_tokens WHERE user_id = ?', ana.id);
    const [made, ends] = [row?.created_at, row?.expires_at].map((one) => new Date(one as string | Date).getTime());
    expect((ends ?? 0) - (made ?? 0)).toBe(60 * 60_000);
    await sql(server.topology, 'UPDATE one_time_tokens SET expires_at = created_at WHERE user_id = ?', ana.id);
    (await reset(token, fresh())).problem(403, 'reset_link_invalid');
  });

  test('it is no token of another kind, and none of them is a link', async () => {
    const ana = await person(server.topology, 'ana');
    const token = await linkFor(ana);
    const api = server.topology.api();
    (await api.with(token).get('/auth/me')).problem(401);
    (await api.post('/auth/refresh', { refreshToken: token })).problem(401);
    expect(await ana.dial({ token, reconnect: false }).refused()).toBe('unauthorized');
    for (const other of [ana.session.accessToken, ana.session.refreshToken ?? '', 'x'.repeat(43)]) {
      (await reset(other, fresh())).problem(403, 'reset_link_invalid');
    }
    (await ana.api().get('/auth/me')).as(me);
    (await reset(token, fresh())).empty();
  });

  test('R9 nobody is told whether there is such an account, and nobody but its owner gets a mail', async () => {
    const [ana, gone] = [await person(server.topology, 'ana'), await person(server.topology, 'gone')];
    await sql(server.topology, 'UPDATE users SET active = 0 WHERE id = ?', gone.id);
    const ask = async (email: string): Promise<unknown> => {
      const answer = await forgot(email);
      const names = [...answer.headers.keys()].filter((name) => !name.startsWith('ratelimit')).toSorted();
      return { status: answer.status, text: answer.text, names };
    };
    const unknown = await ask('nobody.at.all@example.org');
    expect(await ask(gone.email)).toEqual(unknown);
    expect(await ask(ana.email.toUpperCase())).toEqual(unknown);
    await receiver.to(ana.email);
    const told = new Set(receiver.mails.entries.flatMap(({ to }) => to));
    expect([told.has('nobody.at.all@example.org'), told.has(gone.email)]).toEqual([false, false]);
  });
});

describe('quality §3 the mail server is away', () => {
  /** Lets the time pass after which a mail is tried again. */
  const untilDue = async (attempts: number): Promise<void> => {
    const due = 'UPDATE outgoing_mails SET attempts = ?, due_at = created_at';
    await sql(server.topology, `${due} WHERE sent_at IS NULL AND failed_at IS NULL`, attempts);
  };
  /** An attempt that has failed, as the log tells it; told `times` times by now. */
  const failed = async (attempt: number, times = 1): Promise<true> => {
    const words = `attempt ${attempt} of 5`;
    const count = (): number => server.topology.logs().filter((line) => line.includes(words)).length;
    return poll(async () => (count() >= times ? true : undefined), { what: words });
  };
  const rows = async (): Promise<Record<string, unknown>[]> =>
    sql(server.topology, 'SELECT sealed, attempts, sent_at, failed_at FROM outgoing_mails');
  const settled = async (): Promise<true> =>
    poll(async () => ((await rows()).every((row) => row.sent_at ?? row.failed_at) ? true : undefined), {
      what: 'no mail left',
    });

  test('nobody waits for it, and the mail arrives when it is back', async () => {
    const ana = await person(server.topology, 'ana');
    await receiver.stop();
    (await forgot(ana.email)).empty(202);
    await failed(1);
    await untilDue(1);
    await failed(2);
    await receiver.start();
    await untilDue(2);
    const token = tokenIn(await receiver.to(ana.email));
    (await reset(token, fresh())).empty();
    await settled();
    expect(receiver.mails.entries.filter(({ to }) => to.includes(ana.email))).toHaveLength(1);
  });

  test('after five attempts it is given up, and its text is wiped as when it was sent', async () => {
    const ana = await person(server.topology, 'ana');
    receiver.refusal = 'Not today';
    (await forgot(ana.email)).empty(202);
    await failed(1, 2);
    await untilDue(4);
    await failed(5);
    await settled();
    receiver.refusal = undefined;
    expect((await rows()).filter(({ sealed }) => sealed !== '')).toEqual([]);
    expect((await rows()).filter((row) => row.failed_at !== null && Number(row.attempts) === 5)).toHaveLength(1);
    expect(receiver.mails.entries.filter(({ to }) => to.includes(ana.email))).toEqual([]);
  });
});

describe('R6 without a mail server', () => {
  const bare = useServer({ name: 'no-mail', scripted: false });

  test('the page knows that there is no reset by mail; asking for one says what it always says', async () => {
    const ana = await person(bare.topology, 'ana');
    const api = bare.topology.api();
    expect((await api.get('/auth/providers')).as(authProviders).passwordResetByMail).toBe(false);
    (await api.post('/auth/password/forgot', { email: ana.email })).empty(202);
    (await api.post('/auth/password/forgot', { email: 'nobody@example.org' })).empty(202);
    expect(await sql(bare.topology, 'SELECT id FROM outgoing_mails')).toEqual([]);
    expect(await sql(bare.topology, 'SELECT hash FROM one_time_tokens')).toEqual([]);
  });
});
