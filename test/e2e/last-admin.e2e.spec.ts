import { account } from '#contract';
import { expect, test } from '@jest/globals';
import { accountOf, personAs, signIn } from '../factories/accounts.js';
import { admin, type Person } from '../factories/people.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'last-admin', scripted: false, fresh: true });

const attempts = (actor: Person, target: Person) => [
  async () => actor.api().patch(`/users/${target.id}`, { role: 'user' }),
  async () => actor.api().patch(`/users/${target.id}`, { active: false }),
  async () => actor.api().delete(`/users/${target.id}`),
];

test('R14 the last admin stays: not demoted, not deactivated, not erased, by nobody', async () => {
  const founder = await admin(server.topology);
  const own = [
    ...attempts(founder, founder),
    async () => founder.api().delete('/users/me'),
    async () => founder.api().delete('/users/me?erase=true'),
  ];
  for (const attempt of own) (await attempt()).problem(409, 'last_admin');
  // One who can't sign in does not count.
  const second = await personAs(server.topology, 'admin');
  (await founder.api().patch(`/users/${second.id}`, { active: false })).as(account);
  for (const attempt of own) (await attempt()).problem(409, 'last_admin');
  (await founder.api().patch(`/users/${second.id}`, { active: true })).as(account);
  (await founder.api().patch(`/users/${founder.id}`, { role: 'manager' })).as(account);
  (await founder.api().patch(`/users/${founder.id}`, { role: 'admin' })).problem(403, 'forbidden');
});

test.each([0, 1, 2])('R14 two admins who end each other at the same instant: one remains (%#)', async (which) => {
  const [one, two] = [await admin(server.topology), await personAs(server.topology, 'admin', 'second', 1)];
  const answers = await Promise.all([attempts(one, two)[which]!(), attempts(two, one)[which]!()]);
  expect(answers.filter(({ status }) => status < 300)).toHaveLength(1);
  const winner = answers[0]!.status < 300 ? one : two;
  expect(await accountOf(winner.api(), winner.id)).toMatchObject({ role: 'admin', active: true });
  await signIn(server.topology, winner);
});
