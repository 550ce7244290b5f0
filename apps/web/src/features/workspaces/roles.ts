import type { WorkspaceRole } from '#contract';

export const ROLE_NAMES: Record<WorkspaceRole, string> = { owner: 'Owner', member: 'Member', guest: 'Guest' };

/** What somebody who comes as this may do, in a sentence. */
export const ROLE_HINTS: Record<'member' | 'guest', string> = {
  member: 'Sees the public rooms and can make rooms.',
  guest: 'Sees only the rooms that they were added to.',
};
