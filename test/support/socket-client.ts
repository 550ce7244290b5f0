import {
  clientEvents,
  serverEvents,
  type Ack,
  type ClientAnswer,
  type ClientEvent,
  type Problem,
  type ServerEvent,
  type ServerPayload,
} from '#contract';
import { io, type Socket } from 'socket.io-client';
import { failure } from './diagnostics.js';
import { Journal } from './journal.js';

export type Received = { [E in ServerEvent]: { event: E; payload: ServerPayload<E>; at: number } }[ServerEvent];

export interface SocketOptions {
  /** Where to connect; after a loss the next one is tried, round and round. */
  urls: readonly string[];
  token: string;
  /** Takes a line for each event or acknowledgement that does not fit the contract. */
  violations?: string[];
  reconnect?: boolean;
  /** Sent with the handshake, as a proxy would. */
  headers?: Record<string, string>;
}

const RETRY_MS = 100;

/** A Socket.IO client as a good one would be: websocket only, comes back by itself, keeps all that it heard. */
export class SocketClient {
  readonly heard = new Journal<Received>();
  /** One entry per loss of the connection: why. */
  readonly losses = new Journal<string>();
  readonly refusals = new Journal<string>();
  token: string;
  #socket: Socket;
  #next = 0;
  #closed = false;
  readonly #options: SocketOptions;
  readonly #greeters = new Set<() => void>();
  readonly #listeners = new Set<(received: Received) => void>();
  readonly #state = new Journal<boolean>();

  constructor(options: SocketOptions) {
    this.#options = options;
    this.token = options.token;
    this.#socket = this.#dial();
  }

  get connected(): boolean {
    return this.#socket.connected;
  }

  get url(): string {
    return this.#options.urls[(this.#next - 1) % this.#options.urls.length] ?? '';
  }

  /** Calls `listener` for each event as it arrives. */
  onEvent(listener: (received: Received) => void): void {
    this.#listeners.add(listener);
  }

  /** Calls `greeter` at each connection from now on. */
  onConnect(greeter: () => void): void {
    this.#greeters.add(greeter);
  }

  #dial(): Socket {
    const { urls } = this.#options;
    const url = urls[this.#next++ % urls.length];
    const socket = io(url, {
      transports: ['websocket'],
      auth: { token: this.token },
      ...(this.#options.headers ? { extraHeaders: this.#options.headers } : {}),
      reconnection: false,
      forceNew: true,
      timeout: 5_000,
    });
    socket.on('connect', () => {
      this.#state.add(true);
      for (const greet of this.#greeters) greet();
    });
    socket.on('connect_error', (error: Error & { data?: { code?: string } }) => {
      if (error.data?.code !== undefined) this.refusals.add(error.data.code);
      else this.#again();
    });
    socket.on('disconnect', (reason) => {
      this.#state.add(false);
      this.losses.add(reason);
      this.#again();
    });
    socket.onAny((event: string, payload: unknown) => this.#hear(event, payload));
    return socket;
  }

  #again(): void {
    if (this.#closed || this.#options.reconnect === false) return;
    const old = this.#socket;
    setTimeout(() => {
      if (this.#closed || this.#socket !== old) return;
      old.removeAllListeners();
      old.disconnect();
      this.#socket = this.#dial();
    }, RETRY_MS);
  }

  #hear(event: string, payload: unknown): void {
    const schema = Object.hasOwn(serverEvents, event) ? serverEvents[event as ServerEvent] : undefined;
    if (schema === undefined) {
      this.#options.violations?.push(`event ${event} is not in the contract`);
      return;
    }
    const result = schema.safeParse(payload);
    if (!result.success) this.#options.violations?.push(`event ${event}: ${result.error.message}`);
    const received = { event, payload, at: performance.now() } as Received;
    this.heard.add(received);
    for (const listener of this.#listeners) listener(received);
  }

  /** Resolves when connected. */
  async ready(timeoutMs = 20_000): Promise<this> {
    await this.#state.until(() => (this.#socket.connected ? true : undefined), { timeoutMs, what: 'a connection' });
    return this;
  }

  /** The code with which the handshake was refused. */
  async refused(timeoutMs = 20_000): Promise<string> {
    return this.refusals.waitFor(() => true, { timeoutMs, what: 'a refused handshake' });
  }

  /** Sends an event and gives the acknowledgement as it came. */
  async ack<E extends ClientEvent>(event: E, payload: unknown, timeoutMs = 15_000): Promise<Ack<E>> {
    if (!this.connected) throw new Error(`${event}: not connected`);
    const answer = (await this.#socket.timeout(timeoutMs).emitWithAck(event, payload)) as Ack<E>;
    if (answer?.ok === true) {
      const fits = clientEvents[event].answer.safeParse(answer.data);
      if (!fits.success) this.#options.violations?.push(`ack of ${event}: ${fits.error.message}`);
    }
    return answer;
  }

  /** Sends an event and gives the data of its acknowledgement. */
  async emit<E extends ClientEvent>(event: E, payload: unknown): Promise<ClientAnswer<E>> {
    const answer = await this.ack(event, payload);
    if (!answer.ok) throw failure(`${event} was refused: ${JSON.stringify(answer.error)}`);
    return answer.data;
  }

  /** Sends an event that must be refused, and gives the problem. */
  async refusal<E extends ClientEvent>(event: E, payload: unknown): Promise<Problem> {
    const answer = await this.ack(event, payload);
    if (answer.ok !== false) throw failure(`${event} was accepted: ${JSON.stringify(answer)}`);
    return answer.error;
  }

  /** Sends an event whose name or payload no contract knows; gives what came back. */
  async raw(event: string, payload: unknown, timeoutMs = 5_000): Promise<unknown> {
    return this.#socket.timeout(timeoutMs).emitWithAck(event, payload);
  }

  /** The first event of that name for which `matches` holds, among those heard since `from` and those to come. */
  async waitFor<E extends ServerEvent>(
    event: E,
    matches: (payload: ServerPayload<E>) => boolean = () => true,
    { from = 0, timeoutMs = 20_000 } = {},
  ): Promise<ServerPayload<E>> {
    const found = await this.heard.waitFor(
      (entry) => entry.event === event && matches(entry.payload as ServerPayload<E>),
      { from, timeoutMs, what: `event ${event}; heard: ${this.heard.entries.map((entry) => entry.event).join(' ')}` },
    );
    return found.payload as ServerPayload<E>;
  }

  /** Payloads of that event heard so far. */
  all<E extends ServerEvent>(event: E): ServerPayload<E>[] {
    return this.heard.entries
      .filter((entry) => entry.event === event)
      .map((entry) => entry.payload as ServerPayload<E>);
  }

  /** Cuts the transport as a lost network would; the client comes back by itself. */
  cut(): void {
    this.#socket.io.engine.close();
  }

  /** Ends the connection for good, or until `back()`. */
  close(): void {
    this.#closed = true;
    this.#socket.disconnect();
  }

  /** Connects again after `close()`, as a laptop does that is opened. */
  async back(): Promise<this> {
    this.#closed = false;
    this.#socket.removeAllListeners();
    this.#socket = this.#dial();
    return this.ready();
  }
}
