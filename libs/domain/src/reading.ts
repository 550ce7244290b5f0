import type { Room, RoomAction } from '#contract';
import { isHereByStanding, type RoomFacts } from './room-role.js';

/** What somebody may look back on rests on these. */
export interface ReadingFacts {
  history: Room['history'];
  /** The room's last `seq` when the person joined; null: no participant. */
  joinedSeq: number | null;
  /** Here without taking part, by standing (`isHereByStanding`). */
  byStanding: boolean;
}

/** The `readableFrom` of those who may read nothing until they join. */
export const NOTHING_YET = Number.MAX_SAFE_INTEGER;

/**
 * The lowest `seq` that somebody may read in a room that they may read at all (R19, `history`). Where history begins
 * with joining, what was said before does not exist for a participant; who only looks in sees nothing, else leaving
 * and looking in again would show it all; who is here by standing sees everything, and is announced (R12).
 */
export function readableFrom({ history, joinedSeq, byStanding }: ReadingFacts): number {
  if (history === 'all') return 1;
  if (joinedSeq !== null) return joinedSeq + 1;
  return byStanding ? 1 : NOTHING_YET;
}

/** What can be done to a room from outside, without reading anything that is said in it. */
const FROM_OUTSIDE: readonly RoomAction[] = [
  'assistant.manage',
  'participant.invite',
  'participant.remove',
  'participant.mute',
  'participant.ban',
  'participant.changeRole',
  'participant.changeOwner',
  'room.update',
  'room.archive',
  'room.code',
  'room.providerKey',
  'room.delete',
  'room.transfer',
];

/** Is doing this the entering of somebody who takes no part, which the room is told of (R12, rulings 22)? */
export const isVisit = (action: RoomAction, facts: RoomFacts): boolean =>
  isHereByStanding(facts) && !FROM_OUTSIDE.includes(action);
