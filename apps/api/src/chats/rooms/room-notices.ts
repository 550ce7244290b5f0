import type { ServerRole, Visibility } from '#contract';
import type { RoomAccess } from '../../access/access.service.js';
import type { RoomRow } from './room.entity.js';

/** What the room is told in a system message; plain text, whatever the names hold. */

const VISIBILITY: Record<Visibility, string> = { private: 'private', public: 'public', invite_only: 'invite-only' };

/** What there is to tell of a change of the room's settings, a line each. */
export function changeNotices(name: string, change: Partial<RoomRow>): string[] {
  const { title, topic, visibility, history, slowModeSeconds } = change;
  const lines: string[] = [];
  if (title !== undefined) lines.push(`${name} renamed the room to “${title}”`);
  if (topic !== undefined) lines.push(topic === '' ? `${name} cleared the topic` : `${name} set the topic: ${topic}`);
  if (visibility !== undefined) lines.push(`${name} made this room ${VISIBILITY[visibility]}`);
  if (history === 'all') lines.push(`${name} lets newcomers read what was said before`);
  if (history === 'since_join') lines.push(`${name} keeps what was said before from newcomers`);
  if (slowModeSeconds === 0) lines.push(`${name} turned slow mode off`);
  else if (slowModeSeconds !== undefined)
    lines.push(`${name} turned slow mode on: one message every ${slowModeSeconds} s`);
  return lines;
}

export const archivedNotice = (name: string): string => `${name} archived this room`;
export const unarchivedNotice = (name: string): string => `${name} took this room out of the archive`;
export const handedOverNotice = (from: string, to: string): string => `${from} handed this room over to ${to}`;

const STANDING: Record<ServerRole, string> = {
  admin: 'administrator',
  manager: 'manager',
  user: 'workspace owner',
  kid: 'guest',
};

/** Somebody reads the room who takes no part in it (R12). */
export function visitNotice(name: string, { facts }: Pick<RoomAccess, 'facts'>): string {
  const standing = facts.serverRole === 'manager' && !facts.kidPresent ? STANDING.user : STANDING[facts.serverRole];
  return `${name} (${standing}) looked into this room`;
}
