import type { GenerationStatus } from '#contract';

/**
 * What can become of a generation. A streaming one goes back to `queued` when its attempt died or was handed over; a
 * failed one when somebody retries it (a new attempt of the same variant, rulings 14). Regenerating makes another
 * generation, so `complete` and `stopped` are final.
 */
const TRANSITIONS: Readonly<Record<GenerationStatus, readonly GenerationStatus[]>> = {
  queued: ['streaming', 'stopped', 'failed'],
  streaming: ['complete', 'stopped', 'failed', 'queued'],
  complete: [],
  stopped: [],
  failed: ['queued'],
};

/** May a generation go from one status to the other? Staying as it is counts as no transition. */
export function canTransition(from: GenerationStatus, to: GenerationStatus): boolean {
  return TRANSITIONS[from].includes(to);
}

/** Is it being written at this moment? */
export function isLive(status: GenerationStatus): boolean {
  return status === 'streaming';
}

/** Has it ended? Only a retry of a failed one can start it again. */
export function isTerminal(status: GenerationStatus): boolean {
  return status === 'complete' || status === 'stopped' || status === 'failed';
}
