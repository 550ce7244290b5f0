import { account as accountShape, createdAccount, session, type Account, type ServerRole } from '#contract';
import { randomBytes } from 'node:crypto';
import type { ApiClient } from '../support/api-client.js';
import type { Topology } from '../support/topology.js';
import { admin, Person } from './people.js';

let made = 0;

/** What `POST /users` needs for somebody with a fresh name. */
export const newAccount = (name: string) => {
  made += 1;
  const username = `${name}.${made}.${randomBytes(3).toString('hex')}`;
  return { username, email: `${username}@example.org`, displayName: name };
};

/** Signs in with a password, and gives the person. */
export const signIn = async (
  topology: Topology,
  account: { email: string; password: string },
  index = made % topology.urls.length,
): Promise<Person> => {
  const answer = await topology.api(index).post('/auth/login', { login: account.email, password: account.password });
  return new Person(topology, index, { session: answer.as(session), ...account });
};

/** A signed-in person with that server role, whom the first admin made. */
export const personAs = async (
  topology: Topology,
  role: ServerRole,
  name: string = role,
  index?: number,
): Promise<Person> => {
  const founder = await admin(topology);
  const account = { ...newAccount(name), password: `pw-${randomBytes(12).toString('base64url')}` };
  (await founder.api().post('/users', { ...account, role })).as(createdAccount, 201);
  return signIn(topology, account, index);
};

/** Somebody's account as an admin or manager sees it. */
export const accountOf = async (api: ApiClient, id: string): Promise<Account> =>
  (await api.get(`/users/${id}`)).as(accountShape);
