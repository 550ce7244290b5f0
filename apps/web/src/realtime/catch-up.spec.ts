import type { ChangesPage } from '#contract';
import { createCatchUp, type CatchUpPorts } from './catch-up.js';
import type { RoomLog } from './room-log.js';

const EMPTY: RoomLog = { items: [], hasBefore: false, rev: 0, ahead: [] };

function world(answers: (ChangesPage | Error)[], log: RoomLog | undefined = EMPTY) {
  const asked: number[] = [];
  const state: { log: RoomLog | undefined } = { log };
  const ports: CatchUpPorts = {
    fetchChanges: (_roomId, after) => {
      asked.push(after);
      const next = answers.shift() ?? new Error('asked too often');
      return next instanceof Error ? Promise.reject(next) : Promise.resolve(next);
    },
    read: () => state.log,
    write: (_roomId, next) => (state.log = next),
    mayRetry: (error) => Promise.resolve((error as Error).message === 'again'),
  };
  return { asked, state, catchUp: createCatchUp(ports) };
}

const upTo = (rev: number, more = false): ChangesPage => ({ items: [], rev, more });

describe('catching up', () => {
  it('asks once when nothing is missing', async () => {
    const { asked, catchUp } = world([upTo(0)]);
    await catchUp('room_a');
    expect(asked).toEqual([0]);
  });

  it('runs once for several who ask at the same time, and looks once more', async () => {
    const { asked, state, catchUp } = world([upTo(3), upTo(5)]);
    await Promise.all([catchUp('room_a'), catchUp('room_a'), catchUp('room_a')]);
    expect(asked).toEqual([0, 3]);
    expect(state.log?.rev).toBe(5);
  });

  it('tries again after a failure that passes', async () => {
    const { asked, state, catchUp } = world([new Error('again'), upTo(2)]);
    await catchUp('room_a');
    expect(asked).toEqual([0, 0]);
    expect(state.log?.rev).toBe(2);
  });

  it('gives up after one that stays, and can be asked again', async () => {
    const { asked, catchUp } = world([new Error('gone'), upTo(1)]);
    await catchUp('room_a');
    await catchUp('room_a');
    expect(asked).toEqual([0, 0]);
  });

  it('does nothing for a room that is not loaded', async () => {
    const { asked, state, catchUp } = world([upTo(1)]);
    state.log = undefined;
    await catchUp('room_a');
    expect(asked).toEqual([]);
  });
});
