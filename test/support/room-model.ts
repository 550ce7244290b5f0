import type { Message, ServerPayload, StreamSnapshot } from '#contract';

type Delta = ServerPayload<'generation:delta'>;

interface Live {
  generationId: string;
  attempt: number;
  text: string;
  ahead: Delta[];
}

const TERMINAL = ['complete', 'stopped', 'failed'];

/**
 * What one reader knows of one room, built from snapshots, changes and events alone, in the way that the contract
 * asks of a client: messages by `rev`, streamed text by `attempt` and `offset`.
 */
export class RoomModel {
  /** The highest rev up to which nothing is missing. */
  rev = 0;
  /** Events above `rev` that came before the ones between: there is a gap to ask for. */
  behind = false;
  /** A frame ran ahead of the text: the room has to be opened again. */
  torn = false;
  /** How often each of the two happened. */
  readonly count = { gaps: 0, tears: 0 };
  readonly #messages = new Map<string, Message>();
  readonly #live = new Map<string, Live>();
  readonly #revs = new Set<number>();

  /** Messages in the order of the room, with the text that a reader sees now. */
  messages(): Message[] {
    return [...this.#messages.values()]
      .sort((a, b) => a.seq - b.seq)
      .map((one) => ({ ...one, content: this.text(one.id) }));
  }

  message(id: string): Message | undefined {
    return this.#messages.get(id);
  }

  /** The text that a reader sees in that message now. */
  text(id: string): string {
    const message = this.#messages.get(id);
    const live = this.#live.get(id);
    const running = message !== undefined && !TERMINAL.includes(message.status);
    return running && live !== undefined && live.text !== '' ? live.text : (message?.content ?? '');
  }

  /** Takes messages as they are at `rev`; older knowledge never replaces newer. */
  take(items: readonly Message[], rev?: number): void {
    for (const item of items) this.#put(item);
    if (rev !== undefined && rev > this.rev) this.rev = rev;
    this.#advance();
  }

  #put(message: Message): void {
    const known = this.#messages.get(message.id);
    // A checkpoint changes content without rev: equal revs may differ only while the answer runs.
    if (known !== undefined && known.rev > message.rev) return;
    this.#messages.set(message.id, message);
    if (TERMINAL.includes(message.status)) this.#live.delete(message.id);
  }

  event(payload: ServerPayload<'message:created'>): void {
    this.#put(payload.message);
    this.#revs.add(payload.rev);
    this.#advance();
    if (this.behind) this.count.gaps += 1;
  }

  #advance(): void {
    while (this.#revs.delete(this.rev + 1)) this.rev += 1;
    for (const rev of this.#revs) if (rev <= this.rev) this.#revs.delete(rev);
    this.behind = this.#revs.size > 0;
  }

  /** Takes the answers under way from the acknowledgement of `room:open`. */
  snapshot(streaming: readonly StreamSnapshot[]): void {
    this.torn = false;
    for (const one of streaming) {
      const live = this.#live.get(one.messageId);
      const newer = live === undefined || one.generationId !== live.generationId || one.attempt > live.attempt;
      const longer = !newer && one.attempt === live.attempt && one.parts.text.length > live.text.length;
      const ahead = live?.ahead ?? [];
      if (newer || longer) {
        const { generationId, attempt } = one;
        this.#live.set(one.messageId, { generationId, attempt, text: one.parts.text, ahead });
      }
    }
    for (const live of this.#live.values()) for (const frame of live.ahead.splice(0)) this.delta(frame);
  }

  delta(frame: Delta): void {
    if (frame.kind !== 'text') return;
    let live = this.#live.get(frame.messageId);
    const other = live !== undefined && live.generationId !== frame.generationId;
    if (live !== undefined && !other && frame.attempt < live.attempt) return;
    if (live === undefined || other || frame.attempt > live.attempt) {
      live = { generationId: frame.generationId, attempt: frame.attempt, text: '', ahead: [] };
      this.#live.set(frame.messageId, live);
    }
    if (frame.offset > live.text.length) {
      live.ahead.push(frame);
      if (!this.torn) this.count.tears += 1;
      this.torn = true;
      return;
    }
    live.text += frame.text.slice(live.text.length - frame.offset);
  }
}
