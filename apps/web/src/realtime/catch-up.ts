import type { ChangesPage } from '#contract';
import { applyChanges, type RoomLog } from './room-log.js';

/** What catching up needs of the world. */
export interface CatchUpPorts {
  fetchChanges(roomId: string, after: number): Promise<ChangesPage>;
  read(roomId: string): RoomLog | undefined;
  write(roomId: string, log: RoomLog): void;
  /** Says whether to try again after a failure; resolves when it is time to. */
  mayRetry(error: unknown, failures: number): Promise<boolean>;
}

/** Brings one room's log up to date. Asking again while it runs makes it look once more at the end. */
export type CatchUp = (roomId: string) => Promise<void>;

/**
 * Makes the function that asks `GET /rooms/{id}/changes` until nothing is missing, one run per room at a time. Pages are
 * merged into the log as it is when they arrive, since events go on while they are on their way.
 */
export function createCatchUp(ports: CatchUpPorts): CatchUp {
  const running = new Map<string, { again: boolean; done: Promise<void> }>();

  async function untilCaughtUp(roomId: string, run: { again: boolean }): Promise<void> {
    try {
      let failures = 0;
      let more = true;
      while (more) {
        const asked = ports.read(roomId);
        if (!asked) return;
        run.again = false;
        try {
          const page = await ports.fetchChanges(roomId, asked.rev);
          const current = ports.read(roomId);
          if (!current) return;
          ports.write(roomId, applyChanges(current, page));
          failures = 0;
          more = page.more || run.again;
        } catch (error) {
          failures += 1;
          more = await ports.mayRetry(error, failures);
        }
      }
    } finally {
      // In the same breath as the last look at `again`: nobody can ask in between and be overheard.
      running.delete(roomId);
    }
  }

  return (roomId) => {
    const present = running.get(roomId);
    if (present) {
      present.again = true;
      return present.done;
    }
    const run = { again: false, done: Promise.resolve() };
    running.set(roomId, run);
    run.done = untilCaughtUp(roomId, run);
    return run.done;
  };
}
