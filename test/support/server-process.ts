import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { failure, poll, unwatchLog, watchLog, within } from './diagnostics.js';
import { ARTIFACTS, ROOT } from './env.js';
import { Journal } from './journal.js';

export interface Exit {
  code: number | null;
  signal: NodeJS.Signals | null;
}

/** What a command of the `colloquy` command line said, and how it ended. */
export interface CommandResult {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** One built server process, driven from outside: started, watched, killed, started again on the same port. */
export class ServerProcess {
  readonly name: string;
  readonly port: number;
  readonly url: string;
  /** Lines of standard output and standard error of every run, oldest first. */
  readonly log = new Journal<string>();
  readonly #env: Record<string, string>;
  readonly #file: string;
  #child: ChildProcess | undefined;
  #exit: Promise<Exit> | undefined;

  constructor(name: string, port: number, env: Record<string, string>) {
    this.name = name;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
    this.#env = { ...env, PORT: String(port), HOST: '127.0.0.1' };
    const folder = path.join(ARTIFACTS, 'logs');
    mkdirSync(folder, { recursive: true });
    this.#file = path.join(folder, `${name}.log`);
  }

  get running(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  tail(lines: number): string {
    const told = this.log.entries.filter((line) => !/RouterExplorer|RoutesResolver|InstanceLoader/.test(line));
    return told.slice(-lines).join('\n');
  }

  /** Spawns the process; `ready()` tells when it can be used. */
  start(): void {
    if (this.running) throw new Error(`${this.name} runs already`);
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [path.join(ROOT, 'dist/apps/api/src/main.js')], {
      cwd: ROOT,
      env: { PATH, HOME, NODE_ENV: 'production', LOG_FORMAT: 'json', LOG_LEVEL: 'info', ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#exit = once(child, 'close').then(([code, signal]) => ({ code, signal }) as Exit);
    this.#read(child);
    watchLog(this);
  }

  /** Runs the `colloquy` command line under the environment of this process, whether or not that runs. */
  async command(args: readonly string[], timeoutMs = 20_000): Promise<CommandResult> {
    const { PATH = '', HOME = '' } = process.env;
    const child = spawn(process.execPath, [path.join(ROOT, 'dist/apps/api/src/cli/colloquy.js'), ...args], {
      cwd: ROOT,
      env: { PATH, HOME, NODE_ENV: 'production', ...this.#env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [stdout, stderr] = [child.stdout, child.stderr].map((stream) => stream.setEncoding('utf8').toArray());
    try {
      const [code] = (await within(once(child, 'close'), timeoutMs, `colloquy ${args.join(' ')}`)) as [number | null];
      return { code, stdout: (await stdout)!.join(''), stderr: (await stderr)!.join('') };
    } finally {
      child.kill('SIGKILL');
    }
  }

  #read(child: ChildProcess): void {
    for (const stream of [child.stdout, child.stderr]) {
      let rest = '';
      stream?.setEncoding('utf8').on('data', (chunk: string) => {
        const lines = (rest + chunk).split('\n');
        rest = lines.pop() ?? '';
        for (const line of lines) this.#line(line);
      });
      stream?.on('close', () => rest !== '' && this.#line(rest));
    }
  }

  #line(line: string): void {
    this.log.add(line);
    appendFileSync(this.#file, `${line}\n`);
  }

  /** Resolves when `/health/ready` answers 200. */
  async ready(timeoutMs = 30_000): Promise<void> {
    await poll(
      async () => {
        if (!this.running) throw failure(`${this.name} ended before it was ready`);
        const answer = await fetch(`${this.url}/health/ready`).catch(() => undefined);
        await answer?.body?.cancel();
        return answer?.status === 200 ? true : undefined;
      },
      { timeoutMs, everyMs: 20, what: `${this.name} to be ready` },
    );
  }

  /** Resolves when the process has ended by itself. */
  async ended(timeoutMs = 20_000): Promise<Exit> {
    if (this.#exit === undefined) throw new Error(`${this.name} was not started`);
    try {
      return await within(this.#exit, timeoutMs, `${this.name} to end by itself`);
    } finally {
      this.#child?.kill('SIGKILL');
      unwatchLog(this);
    }
  }

  /** Sends the signal and resolves when the process is gone. */
  async kill(signal: NodeJS.Signals = 'SIGKILL', timeoutMs = 20_000): Promise<Exit> {
    if (this.#child === undefined || this.#exit === undefined) throw new Error(`${this.name} was not started`);
    if (this.running) this.#child.kill(signal);
    try {
      return await within(this.#exit, timeoutMs, `${this.name} to end after ${signal}`);
    } catch (error) {
      this.#child.kill('SIGKILL');
      await this.#exit;
      throw error;
    } finally {
      unwatchLog(this);
    }
  }
}
