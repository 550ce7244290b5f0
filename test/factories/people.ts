import { session, type Session, type User } from '#contract';
import { randomBytes } from 'node:crypto';
import { Observer } from '../support/observer.js';
import { SocketClient } from '../support/socket-client.js';
import type { ApiClient } from '../support/api-client.js';
import type { Topology } from '../support/topology.js';

const sockets = new Map<Topology, Set<SocketClient>>();

/** Closes every socket that people of this topology hold. */
export const closeSockets = (topology: Topology): void => {
  for (const socket of sockets.get(topology) ?? []) socket.close();
  sockets.delete(topology);
};

interface DialOptions {
  /** The API process to begin with. */
  index?: number;
  token?: string;
  reconnect?: boolean;
  headers?: Record<string, string>;
}

/** A signed-in person: REST on any process, sockets, and eyes on rooms. */
export class Person {
  readonly user: User;
  readonly password: string;
  readonly email: string;
  session: Session;
  readonly #topology: Topology;
  /** The API process that this person's calls go to. */
  readonly home: number;

  constructor(topology: Topology, home: number, account: { session: Session; password: string; email: string }) {
    this.#topology = topology;
    this.home = home;
    this.session = account.session;
    this.user = account.session.user;
    this.password = account.password;
    this.email = account.email;
    topology.secrets.add(account.password).add(account.session.accessToken);
    if (account.session.refreshToken) topology.secrets.add(account.session.refreshToken);
  }

  get id(): string {
    return this.user.id;
  }

  /** Signed-in REST on the person's own API process, or the one with that number. */
  api(index = this.home): ApiClient {
    return this.#topology.api(index).with(this.session.accessToken);
  }

  /** A new connected socket, as another tab would have; after a loss it goes to the next API process. */
  async socket(options: DialOptions = {}): Promise<SocketClient> {
    return this.dial(options).ready();
  }

  /** A socket that is on its way; for handshakes that are refused. */
  dial({
    index = this.home,
    token = this.session.accessToken,
    reconnect = true,
    headers,
  }: DialOptions = {}): SocketClient {
    const { urls, violations } = this.#topology;
    const first = index % urls.length;
    const turned = [...urls.slice(first), ...urls.slice(0, first)];
    const socket = new SocketClient({ urls: turned, token, violations, reconnect, ...(headers ? { headers } : {}) });
    const open = sockets.get(this.#topology) ?? new Set();
    sockets.set(this.#topology, open.add(socket));
    return socket;
  }

  /** Opens the room in a tab of its own (or through the socket given) and watches it. */
  async watch(roomId: string, socket?: SocketClient): Promise<Observer> {
    const through = socket ?? (await this.socket());
    // REST follows the socket, so that a reader whose process died asks the one that lives.
    const api = (): ApiClient => {
      const index = this.#topology.urls.indexOf(through.url);
      return this.api(index < 0 ? this.home : index);
    };
    return Observer.open(through, api, roomId);
  }
}

let made = 0;

/** The first admin, whom the environment of the topology made. */
export const admin = async (topology: Topology): Promise<Person> => {
  const { username, email, password } = topology.admin;
  const answer = await topology.api().post('/auth/login', { login: username, password });
  return new Person(topology, 0, { session: answer.as(session), password, email });
};

/** A newly registered person with a fresh name; people are spread over the API processes. */
export const person = async (topology: Topology, name = 'person', index?: number): Promise<Person> => {
  made += 1;
  const home = index ?? made % topology.urls.length;
  const username = `${name}.${made}.${randomBytes(3).toString('hex')}`;
  const email = `${username}@example.org`;
  const password = `pw-${randomBytes(12).toString('base64url')}`;
  const body = { username, email, password, displayName: name };
  const answer = await topology.api(home).post('/auth/register', body);
  return new Person(topology, home, { session: answer.as(session, 201), password, email });
};
