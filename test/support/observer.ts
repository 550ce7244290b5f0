import { changesPage, historyPage, type ClientAnswer, type Message, type ServerPayload } from '#contract';
import type { ApiClient } from './api-client.js';
import { Journal } from './journal.js';
import { RoomModel } from './room-model.js';
import type { Received, SocketClient } from './socket-client.js';

interface Look {
  at: number;
  messageId: string;
  text: string;
}

const ROOM_EVENTS = ['message:created', 'message:updated', 'message:deleted'];

/** One reader of one room: a socket, the room's history, and the state that a good client makes of both. */
export class Observer {
  readonly model = new RoomModel();
  /** Every text that the reader saw in an answer under way, in time. */
  readonly looks = new Journal<Look>();
  /** Revs of the room's message events in the order of their arrival. */
  readonly revs: number[] = [];
  opened: ClientAnswer<'room:open'> | undefined;
  readonly #changed = new Journal<number>();
  readonly roomId: string;
  readonly #api: () => ApiClient;
  readonly #socket: SocketClient;
  #catchingUp = false;
  #again = false;

  private constructor(socket: SocketClient, api: () => ApiClient, roomId: string) {
    this.roomId = roomId;
    this.#api = api;
    this.#socket = socket;
    socket.onEvent((received) => this.#hear(received));
    socket.onConnect(() => this.#sync());
  }

  /** Opens the room: history by REST, then snapshot and events by the socket. */
  static async open(socket: SocketClient, api: () => ApiClient, roomId: string): Promise<Observer> {
    const observer = new Observer(socket, api, roomId);
    await socket.ready();
    await observer.catchUp();
    return observer;
  }

  #hear(received: Received): void {
    const { event, payload } = received;
    if (event === 'catch-up') return this.#sync();
    if (!('roomId' in payload) || payload.roomId !== this.roomId) return;
    if (ROOM_EVENTS.includes(event)) {
      const change = payload as ServerPayload<'message:created'>;
      this.revs.push(change.rev);
      this.model.event(change);
      this.#look(change.message.id);
      if (this.model.behind) this.#sync();
    }
    if (event === 'generation:delta') {
      this.model.delta(payload);
      this.#look(payload.messageId);
      if (this.model.torn) this.#sync();
    }
    this.#changed.touch();
  }

  #look(messageId: string): void {
    const text = this.model.text(messageId);
    if (text !== '') this.looks.add({ at: performance.now(), messageId, text });
  }

  /** One catch-up at a time; what is asked for while it runs is another one after it. */
  #sync(): void {
    this.#again = this.#catchingUp;
    if (this.#catchingUp) return;
    this.#catchingUp = true;
    this.catchUp()
      // A catch-up that the network broke is made again at the next connection.
      .catch(() => undefined)
      .finally(() => {
        this.#catchingUp = false;
        if (this.#socket.connected && (this.#again || this.model.behind || this.model.torn)) this.#sync();
      });
  }

  /** Opens the room again and asks for what changed since the rev that is known. */
  async catchUp(): Promise<void> {
    const opened = await this.#socket.emit('room:open', { roomId: this.roomId });
    this.opened = opened;
    if (this.model.rev === 0) await this.#history(opened.rev);
    for (;;) {
      const path = `/rooms/${this.roomId}/changes?after=${this.model.rev}`;
      const page = (await this.#api().get(path)).as(changesPage);
      this.model.take(page.items, page.rev);
      if (!page.more) break;
    }
    this.model.snapshot(opened.streaming);
    for (const one of opened.streaming) this.#look(one.messageId);
    this.#changed.touch();
  }

  async #history(rev: number): Promise<void> {
    let before = '';
    for (;;) {
      const page = (await this.#api().get(`/rooms/${this.roomId}/messages?limit=100${before}`)).as(historyPage);
      this.model.take(page.items);
      if (!page.hasBefore) break;
      before = `&before=${page.items[0]?.seq ?? 0}`;
    }
    this.model.take([], rev);
  }

  /** Base URL of the process that the reader's socket is at. */
  get url(): string {
    return this.#socket.url;
  }

  messages(): Message[] {
    return this.model.messages();
  }

  text(messageId: string): string {
    return this.model.text(messageId);
  }

  /** What `look` gives as soon as it is not undefined, asked at each change of the room. */
  async until<T>(look: (model: RoomModel) => T | undefined, what: string, timeoutMs = 20_000): Promise<T> {
    return this.#changed.until(() => look(this.model), {
      timeoutMs,
      what: () => `${what}; the reader sees ${JSON.stringify(this.summary())}`,
    });
  }

  /** The first message for which `matches` holds, with the text that the reader sees. */
  async message(matches: (message: Message) => boolean, what = 'a message', timeoutMs = 20_000): Promise<Message> {
    return this.until((model) => model.messages().find(matches), what, timeoutMs);
  }

  /** The message when it has that status. */
  async status(messageId: string, status: Message['status'], timeoutMs = 20_000): Promise<Message> {
    return this.message((one) => one.id === messageId && one.status === status, `${status} ${messageId}`, timeoutMs);
  }

  /** The message when it has come to an end of any kind. */
  async ended(messageId: string, timeoutMs = 20_000): Promise<Message> {
    const over = (one: Message): boolean => one.status !== 'queued' && one.status !== 'streaming';
    return this.message((one) => one.id === messageId && over(one), `the end of ${messageId}`, timeoutMs);
  }

  /** Resolves when the reader sees `text` in that message. */
  async sees(messageId: string, text: string, timeoutMs = 20_000): Promise<void> {
    await this.until(
      (model) => (model.text(messageId).includes(text) ? true : undefined),
      `to see "${text}"`,
      timeoutMs,
    );
  }

  /** Messages in short, for errors. */
  summary(): string[] {
    return this.messages().map(
      (one) => `${one.seq}/${one.rev} ${one.author.name} ${one.status}: ${one.content.slice(0, 60)}`,
    );
  }
}
