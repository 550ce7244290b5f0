import { message, type Message } from '#contract';
import { clientId } from '../factories/places.js';
import type { Person } from '../factories/people.js';
import type { Observer } from './observer.js';
import type { Random } from './random.js';
import type { SocketClient } from './socket-client.js';

/** What a writer sent under one clientId, and what it was promised. */
export interface Sent {
  roomId: string;
  authorId: string;
  content: string;
  /** Messages that the sends with this clientId were answered with; all of them have to be the same. */
  acknowledged: Set<string>;
}

/** A writer of the history checker: random operations over REST and a socket that it cuts now and then. */
export class HistoryWriter {
  readonly who: Person;
  readonly socket: SocketClient;
  readonly readers: readonly Observer[];
  readonly sent = new Map<string, Sent>();
  readonly #random: Random;
  readonly #removed = new Set<string>();
  #count = 0;

  constructor(who: Person, socket: SocketClient, readers: readonly Observer[], random: Random) {
    this.who = who;
    this.socket = socket;
    this.readers = readers;
    this.#random = random;
  }

  /** One random step. */
  async step(): Promise<void> {
    const weights = { send: 8, askAssistant: 1, resend: 3, edit: 2, remove: 1, cut: 1, cutWhileSending: 1 };
    const act = this.#random.weighted(weights);
    if (act === 'cut') return this.socket.cut();
    if (act === 'resend') return this.#resend();
    if (act === 'edit' || act === 'remove') return this.#change(act);
    const text = `${act === 'askAssistant' ? '@ai ' : ''}${this.who.user.displayName} ${this.#count++}`;
    const id = this.#note(this.#random.pick(this.readers).roomId, text);
    if (act !== 'cutWhileSending') return this.#deliver(id);
    const send = this.#send(id, true).catch(() => undefined);
    this.socket.cut();
    await send;
    await this.#deliver(id);
  }

  #note(roomId: string, content: string): string {
    const id = clientId();
    this.sent.set(id, { roomId, authorId: this.who.id, content, acknowledged: new Set() });
    return id;
  }

  async #send(id: string, bySocket: boolean): Promise<Message> {
    const sent = this.sent.get(id);
    if (sent === undefined) throw new Error('Never sent');
    const { roomId, content } = sent;
    const got = bySocket
      ? (await this.socket.emit('message:send', { roomId, content, clientId: id })).message
      : await this.#post(roomId, content, id);
    sent.acknowledged.add(got.id);
    return got;
  }

  async #post(roomId: string, content: string, id: string): Promise<Message> {
    const answer = await this.who
      .api(this.#random.below(2))
      .post(`/rooms/${roomId}/messages`, { content, clientId: id });
    return answer.as(message, answer.status === 200 ? 200 : 201);
  }

  /** Sends until acknowledged, as a client does that does not know whether the first try arrived. */
  async #deliver(id: string): Promise<void> {
    for (let round = 0; ; round++) {
      try {
        await this.#send(id, round === 0 && this.socket.connected && this.#random.next() < 0.6);
        return;
      } catch (error) {
        if (round > 3) throw error;
      }
    }
  }

  async #resend(): Promise<void> {
    const ids = [...this.sent.keys()];
    if (ids.length > 0) await this.#deliver(this.#random.pick(ids));
  }

  async #change(act: 'edit' | 'remove'): Promise<void> {
    const own = this.readers
      .flatMap((reader) => reader.messages())
      .filter((one) => one.author.id === this.who.id && !this.#removed.has(one.id));
    if (own.length === 0) return;
    const { id, content } = this.#random.pick(own);
    if (act === 'remove') this.#removed.add(id);
    if (act === 'remove') (await this.who.api().delete(`/messages/${id}`)).as(message);
    else (await this.who.api().patch(`/messages/${id}`, { content: `${content.split(' (')[0]} (again)` })).as(message);
  }
}
