import type { ParticipantsRepository } from '../rooms/participants.repository.js';

/** Somebody may join in the middle of an answer; so old may the knowledge of it be (Q5: a second). */
const LOOK_MS = 1_000;

/** Who of a room must not see an answer grow: those who joined after its message, where history begins with joining (R19). */
export class AnswerAudience {
  private timer: NodeJS.Timeout | undefined;
  private blind: readonly string[] = [];

  constructor(
    private readonly participants: ParticipantsRepository,
    private readonly roomId: string,
    private readonly messageId: string,
  ) {}

  /** Users to leave out. */
  get without(): readonly string[] {
    return this.blind;
  }

  async start(): Promise<void> {
    this.timer = setInterval(() => void this.look(), LOOK_MS);
    await this.look();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  /** Looks again now; while the database is away, what is known stays. */
  async look(): Promise<void> {
    this.blind = await this.participants.blindTo(this.roomId, this.messageId).catch(() => this.blind);
  }
}
