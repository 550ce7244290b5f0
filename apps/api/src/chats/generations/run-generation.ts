import { Injectable, Logger } from '@nestjs/common';
import { countTokens, ModelError } from '#inference';
import { isTerminal } from '#domain';
import { Config } from '#platform/config';
import { Db } from '#platform/db';
import { Live } from '#platform/live';
import { Signals } from '#platform/signals';
import { ProvidersService, type ChosenModel } from '../../inference/providers.service.js';
import { ParticipantsRepository } from '../rooms/participants.repository.js';
import { AnswerAudience } from './answer-audience.js';
import { AnswerLease } from './answer-lease.js';
import { ClaimGeneration, type ClaimedGeneration } from './claim-generation.js';
import { DeltaFrames } from './delta-frames.js';
import { EndGeneration, type Ending } from './end-generation.js';
import type { GenerationRow } from './generation.entity.js';
import { GenerationsRepository } from './generations.repository.js';
import { PrepareRequest, type PreparedRequest } from './prepare-request.js';
import { RoomQueue } from './room-queue.js';
import { writeAnswer } from './write-answer.js';

/** An answer whose workers died this often is given up (Q3: none spins for ever). */
const MAX_ATTEMPTS = 5;

interface Question {
  prepared: PreparedRequest;
  chosen: ChosenModel;
}

/** Why a worker leaves off writing although the model goes on. */
type Interruption = 'stopped' | 'lost' | 'shutdown';

/** Writes one answer: claims it, asks the model, streams it to the room, saves it as it grows, and ends it. */
@Injectable()
export class RunGeneration {
  private readonly logger = new Logger(RunGeneration.name);

  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly live: Live,
    private readonly signals: Signals,
    private readonly providers: ProvidersService,
    private readonly generations: GenerationsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly claim: ClaimGeneration,
    private readonly prepare: PrepareRequest,
    private readonly end: EndGeneration,
    private readonly queue: RoomQueue,
  ) {}

  /** @param shutdown aborted when this worker stops: the answer is handed to another */
  async run(generationId: string, shutdown: AbortSignal): Promise<void> {
    const row = await this.generations.byId(generationId);
    if (!row || isTerminal(row.status) || shutdown.aborted) return;
    if (row.stopRequestedAt) return this.endUnwritten(row, { status: 'stopped' });
    if (row.attempt - row.askedAtAttempt >= MAX_ATTEMPTS) {
      return this.endUnwritten(row, { status: 'failed', error: { code: 'worker_lost' } });
    }
    let question: Question;
    try {
      question = await this.question(row);
    } catch (error) {
      return this.endUnwritten(row, this.failure(error, generationId));
    }
    const { model, provider } = question.chosen;
    const saw = question.prepared.saw;
    const generation = await this.claim.run(row, { model, provider, saw, text: '', thinking: '', firstTokenAt: null });
    if (generation) await this.write(generation, question, shutdown);
  }

  /** Ends an answer without asking the model; what is written stays. */
  private async endUnwritten(row: GenerationRow, ending: Ending): Promise<void> {
    const generation = await this.claim.run(row, {});
    if (generation) await this.end.run(generation, generation.leaseId, ending);
  }

  /** What to ask, and of whom; only read, so it is found out before the claim. */
  private async question(row: GenerationRow): Promise<Question> {
    const prepared = await this.prepare.run(row);
    if (!prepared) throw new ModelError('internal', 'The question is gone.', false);
    return { prepared, chosen: await this.providers.choose(prepared.wanted) };
  }

  private async write(
    generation: ClaimedGeneration,
    { prepared, chosen }: Question,
    shutdown: AbortSignal,
  ): Promise<void> {
    const { id: generationId, roomId, messageId, attempt, leaseId } = generation;
    const interrupted = new AbortController();
    const interrupt = (why: Interruption): void => interrupted.abort(why);
    const audience = new AnswerAudience(this.participants, roomId, messageId);
    const frames = new DeltaFrames({ roomId, messageId, generationId, attempt }, (frame) =>
      this.live.toOpenRoom(roomId, 'generation:delta', frame, audience.without),
    );
    let firstTokenAt: Date | null = null;
    const lease = new AnswerLease(
      this.db,
      this.generations,
      { id: generationId, leaseId },
      () => ({ ...frames.written, firstTokenAt }),
      interrupt,
    );
    // Who asks for a flush comes in: whoever came too late for this answer is left out before that.
    const flush = async (): Promise<void> => {
      await audience.look();
      frames.flush();
      await lease.save();
    };
    const listeners = [
      this.signals.on('stop', generationId, async () => interrupt('stopped')),
      this.signals.on('flush', generationId, flush),
    ];
    const onShutdown = (): void => interrupt('shutdown');
    shutdown.addEventListener('abort', onShutdown);
    lease.start();
    await audience.start();
    const usage = { inputTokens: prepared.inputTokens, outputTokens: 0, estimated: true };
    let ending: Ending;
    try {
      if (shutdown.aborted) interrupt('shutdown');
      const request = { ...prepared.request, model: chosen.model };
      for await (const event of writeAnswer(chosen.chat, request, this.limits(), interrupted.signal)) {
        if (event.type === 'usage') {
          Object.assign(usage, event, { estimated: false });
          continue;
        }
        firstTokenAt ??= new Date();
        frames.push(event.type, event.text);
        await lease.grown();
      }
      ending = { status: 'complete' };
    } catch (error) {
      if (interrupted.signal.aborted) {
        const why = interrupted.signal.reason as Interruption;
        if (why === 'lost') return;
        if (why === 'shutdown') return await this.handOver(generation, flush);
        ending = { status: 'stopped' };
      } else ending = this.failure(error, generationId);
    } finally {
      lease.stop();
      audience.stop();
      frames.drop();
      shutdown.removeEventListener('abort', onShutdown);
      for (const off of listeners) off();
    }
    frames.flush();
    const outputTokens = usage.estimated
      ? countTokens(frames.written.text + frames.written.thinking)
      : usage.outputTokens;
    ending.written = {
      ...frames.written,
      firstTokenAt,
      inputTokens: usage.inputTokens,
      outputTokens,
      tokensEstimated: usage.estimated,
    };
    await this.end.run(generation, leaseId, ending);
  }

  /** Saves what is written, gives up the lease and rings for another worker: the next attempt starts at once. */
  private async handOver(generation: ClaimedGeneration, flush: () => Promise<void>): Promise<void> {
    await flush();
    // A hand-over is no lost attempt: any number of restarts may pass an answer on.
    const free = { leaseUntil: new Date(0), askedAtAttempt: generation.askedAtAttempt + 1 };
    const mine = await this.db.tx(() => this.generations.updateLeased(generation.id, generation.leaseId, free));
    if (mine) await this.queue.ring(generation).catch(() => undefined);
  }

  private failure(error: unknown, generationId: string): Ending {
    if (error instanceof ModelError) return { status: 'failed', error: { code: error.code, detail: error.message } };
    this.logger.error(error, `Generation ${generationId} failed`);
    return { status: 'failed', error: { code: 'internal' } };
  }

  private limits(): { tokenTimeoutMs: number; totalTimeoutMs: number } {
    const { AI_FIRST_TOKEN_TIMEOUT, AI_RESPONSE_TIMEOUT } = this.config.env;
    return { tokenTimeoutMs: AI_FIRST_TOKEN_TIMEOUT * 1000, totalTimeoutMs: AI_RESPONSE_TIMEOUT * 1000 };
  }
}
