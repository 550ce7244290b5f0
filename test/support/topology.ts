import { randomBytes } from 'node:crypto';
import { ApiClient } from './api-client.js';
import { failure } from './diagnostics.js';
import { topologyKind, type TopologyKind } from './env.js';
import { freePort } from './ports.js';
import { breakGround, type Ground } from './provision.js';
import { ServerProcess, type CommandResult, type Exit } from './server-process.js';
import type { Upstream } from './upstream.js';

export interface TopologyOptions {
  /** Appears in the names of processes and log files. */
  name?: string;
  /** More variables for every process; they win over the defaults of the tests. */
  env?: Record<string, string>;
  /** The scripted model server that the processes are pointed at; without one they have the demo provider. */
  upstream?: Upstream;
  /** Off: no ADMIN_* variables, the server prints its set-up link. */
  admin?: boolean;
  kind?: TopologyKind;
}

export type Role = 'api' | 'worker';

/** Limits that a suite would run into by being quick; the tests about limits set their own. */
const ROOMY = {
  RATE_REQUESTS_PER_MINUTE: '1000000',
  RATE_SENDS_PER_MINUTE: '1000000',
  RATE_AI_PER_MINUTE: '1000000',
  ROOM_QUEUE_PER_USER: '100',
};

/** A running server of the asked kind on fresh state, and what a test needs to drive and break it. */
export class Topology {
  readonly kind: TopologyKind;
  readonly ground: Ground;
  readonly admin = {
    username: 'founder',
    email: 'founder@example.org',
    password: `pw-${randomBytes(12).toString('base64url')}`,
  };
  readonly upstream: Upstream | undefined;
  /** What must never stand in a log: passwords, tokens, keys. Clients add each token that they are given. */
  readonly secrets = new Set<string>();
  /** Events and acknowledgements that did not fit the contract; `stop()` fails when there are any. */
  readonly violations: string[] = [];
  readonly #apis: ServerProcess[];
  readonly #workers: ServerProcess[];

  constructor(kind: TopologyKind, ground: Ground, options: TopologyOptions, ports: number[]) {
    this.kind = kind;
    this.ground = ground;
    this.upstream = options.upstream;
    const { username, email, password } = this.admin;
    const aiKey = `sk-test-${randomBytes(16).toString('hex')}`;
    this.secrets.add(password).add(aiKey);
    const env: Record<string, string> = {
      ...ROOMY,
      ...ground.env,
      ...(options.admin === false ? {} : { ADMIN_USERNAME: username, ADMIN_EMAIL: email, ADMIN_PASSWORD: password }),
      ...(options.upstream ? { AI_MODEL_URL: options.upstream.url, DEFAULT_MODEL: 'scripted' } : {}),
      ...options.env,
    };
    const name = options.name ?? 'test';
    const make = (role: string, index: number, roles: string): ServerProcess =>
      new ServerProcess(`${name}-${process.pid}-${role}${index}`, ports.pop() ?? 0, {
        ...env,
        ROLES: roles,
        // Each process has its own key, so that the scripted model can tell who calls it.
        ...(options.upstream ? { AI_API_KEY: `${aiKey}-${role}${index}` } : {}),
      });
    const full = kind === 'full';
    // Processes behind one address have that address in common: it is the issuer of their tokens.
    if (full) env.PUBLIC_URL = `http://localhost:${ports.at(-1)}`;
    this.#apis = full ? [0, 1].map((i) => make('api', i, 'api')) : [make('all', 0, 'api,worker')];
    this.#workers = full ? [0, 1].map((i) => make('worker', i, 'worker')) : this.#apis;
  }

  /** Base URLs of the API processes. */
  get urls(): string[] {
    return this.#apis.map((api) => api.url);
  }

  get #all(): ServerProcess[] {
    return [...new Set([...this.#apis, ...this.#workers])];
  }

  /** The process in that role; embedded, the one process has both. */
  process(role: Role, index = 0): ServerProcess {
    const list = role === 'api' ? this.#apis : this.#workers;
    const found = list[index % list.length];
    if (found === undefined) throw new Error(`No ${role} process`);
    return found;
  }

  /** A client without credentials for the API process with that number, counted round. */
  api(index = 0): ApiClient {
    return new ApiClient(this.process('api', index).url, { secrets: this.secrets });
  }

  /** Runs the `colloquy` command line beside the server, under its environment. */
  async colloquy(...args: string[]): Promise<CommandResult> {
    return this.process('api').command(args);
  }

  async kill(role: Role, index = 0, signal: NodeJS.Signals = 'SIGKILL'): Promise<Exit> {
    return this.process(role, index).kill(signal);
  }

  async killAll(signal: NodeJS.Signals = 'SIGKILL'): Promise<Exit[]> {
    return Promise.all(this.#all.map(async (one) => one.kill(signal)));
  }

  /** Starts a process that was killed, on its old port, and resolves when it is ready. */
  async start(role: Role, index = 0): Promise<void> {
    const one = this.process(role, index);
    one.start();
    await one.ready();
  }

  async startAll(): Promise<void> {
    const waiting = this.#all.filter((one) => !one.running);
    for (const one of waiting) one.start();
    await Promise.all(waiting.map(async (one) => one.ready()));
  }

  async restartAll(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    await this.killAll(signal);
    await this.startAll();
  }

  logs(): string[] {
    return this.#all.flatMap((one) => one.log.entries);
  }

  /** The one-time token of the set-up link that a fresh server prints. */
  async setupToken(): Promise<string> {
    const link = /\/setup#token=([A-Za-z0-9._~-]+)/;
    const what = 'the set-up link';
    const lines = this.#apis.map(async (api) => api.log.waitFor((line) => link.test(line), { what }));
    return link.exec(await Promise.any(lines))?.[1] ?? '';
  }

  /** Lines in which one of the known secrets stands. */
  leaks(): string[] {
    return this.logs().filter((line) => [...this.secrets].some((secret) => line.includes(secret)));
  }

  /**
   * Ends every process by SIGTERM and throws the state away.
   * @throws when a process does not end by itself with code 0, a secret stands in a log, or the contract was broken
   */
  async stop(): Promise<void> {
    const running = this.#all.filter((one) => one.running);
    try {
      const exits = await Promise.all(running.map(async (one) => ({ one, exit: await one.kill('SIGTERM') })));
      const rough = exits.filter(({ exit }) => exit.code !== 0);
      if (rough.length > 0) {
        const ends = rough.map(({ one, exit }) => `${one.name}: ${exit.code ?? exit.signal}\n${one.tail(25)}`);
        throw new Error(`SIGTERM did not end cleanly:\n${ends.join('\n')}`);
      }
    } finally {
      await this.ground.remove();
    }
    const leaks = this.leaks();
    if (leaks.length > 0) throw new Error(`Secrets stand in the log:\n${leaks.slice(0, 5).join('\n')}`);
    if (this.violations.length > 0) {
      throw new Error(`The contract was broken:\n${[...new Set(this.violations)].slice(0, 10).join('\n')}`);
    }
  }
}

/** Starts a server of the kind that `TOPOLOGY` names (or the option) and resolves when every process is ready. */
export const startTopology = async (options: TopologyOptions = {}): Promise<Topology> => {
  const kind = options.kind ?? topologyKind();
  const ports = await Promise.all(Array.from({ length: kind === 'full' ? 4 : 1 }, freePort));
  const ground = await breakGround(kind);
  const topology = new Topology(kind, ground, options, ports);
  try {
    await topology.startAll();
    return topology;
  } catch (error) {
    const problem = error instanceof Error ? error : failure(String(error));
    await topology.killAll().catch(() => undefined);
    await ground.remove();
    throw problem;
  }
};
