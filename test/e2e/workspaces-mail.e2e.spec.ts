import { invite, session, workspace as workspaceShape } from '#contract';
import { afterAll, expect, test } from '@jest/globals';
import { randomBytes } from 'node:crypto';
import { person } from '../factories/people.js';
import { workspace } from '../factories/places.js';
import { MailReceiver } from '../support/mail-receiver.js';
import { startTopology } from '../support/topology.js';

const receiver = MailReceiver.make();
const running = receiver.then(async (one) => {
  await one.start();
  return startTopology({ name: 'invite-mail', env: { SMTP_URL: one.url, MAIL_FROM: 'Colloquy <hall@example.org>' } });
});

afterAll(async () => {
  await (await running).stop();
  await (await receiver).stop();
}, 90_000);

test('R16 an invitation by e-mail is sent, and its link lets the newcomer in', async () => {
  const topology = await running;
  const ana = await person(topology, 'ana');
  const place = await workspace(ana);
  const username = `newcomer.${randomBytes(3).toString('hex')}`;
  const email = `${username}@example.org`;
  const made = (await ana.api().post(`/workspaces/${place.id}/invite`, { email })).as(invite, 201);
  expect(made.mailed).toBe(true);
  const mail = await (await receiver).to(email);
  expect(mail.headers.subject).toBe(`ana invites you to ${place.name}`);
  expect(mail.text.split('\n')).toContain(made.url);

  const password = `pw-${randomBytes(12).toString('base64url')}`;
  const body = { username, email, password, inviteCode: made.code };
  const { accessToken } = (await topology.api().post('/auth/register', body)).as(session, 201);
  const seen = (await topology.api().with(accessToken).get(`/workspaces/${place.id}`)).as(workspaceShape);
  expect(seen).toMatchObject({ role: 'member', memberCount: 2 });
}, 120_000);

test('nobody sends mails to strangers without end', async () => {
  const topology = await running;
  const ana = await person(topology, 'ana');
  const place = await workspace(ana);
  const post = async (index: number) =>
    ana.api().post(`/workspaces/${place.id}/invite`, { email: `stranger${index}@example.org` });
  for (let index = 0; index < 50; index++) (await post(index)).as(invite, 201);
  (await post(50)).problem(429, 'rate_limited');
  (await ana.api().post(`/workspaces/${place.id}/invite`, {})).as(invite, 201);
});
