import type { ClientEvent, RoomAction } from '#contract';
import type { RoomReference } from '../access/rule.decorator.js';

/** What an event asks of its sender. */
export interface EventRule {
  /** Whether it changes something: then an API token needs the scope to write, else the one to read. */
  changes: boolean;
  /** What one has to be allowed to do in the room that the payload names, and how it names it. */
  in?: { action: RoomAction; by: RoomReference };
}

const reads = (action: RoomAction, by: RoomReference) => ({ changes: false, in: { action, by } });
const changes = (action: RoomAction, by: RoomReference) => ({ changes: true, in: { action, by } });

/** One line for each event; null: nothing but being connected. An event without a line does not compile (Q6). */
export const RULES = {
  'room:open': reads('room.read', 'room'),
  'room:close': reads('room.read', 'room'),
  'message:send': changes('message.send', 'room'),
  'message:edit': changes('message.editOwn', 'message'),
  'message:delete': changes('message.deleteOwn', 'message'),
  'generation:stop': changes('generation.stopOwn', 'generation'),
  typing: changes('message.send', 'room'),
  'room:read': changes('room.read', 'room'),
  'presence:set': { changes: true },
  'auth:renew': null,
} as const satisfies Record<ClientEvent, EventRule | null>;

/** Events that are about a room. */
export type RoomEvent = {
  [E in ClientEvent]: (typeof RULES)[E] extends { in: object } ? E : never;
}[ClientEvent];
