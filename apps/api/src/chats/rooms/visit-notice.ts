import type { ServerRole } from '#contract';
import type { RoomAccess } from '../../access/access.service.js';

const STANDING: Record<ServerRole, string> = {
  admin: 'administrator',
  manager: 'manager',
  user: 'workspace owner',
  kid: 'guest',
};

/** Somebody reads the room who takes no part in it (R12); plain text, whatever the name holds. */
export function visitNotice(name: string, { facts }: Pick<RoomAccess, 'facts'>): string {
  const standing = facts.serverRole === 'manager' && !facts.kidPresent ? STANDING.user : STANDING[facts.serverRole];
  return `${name} (${standing}) looked into this room`;
}
