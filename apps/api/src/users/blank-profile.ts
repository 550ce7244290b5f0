import type { User } from './user.entity.js';

/** What nobody has said or set up yet: a fresh account has it, and an erased one has it again. */
export const BLANK_PROFILE = {
  lastSeenAt: null,
  language: null,
  timeZone: null,
  idleLogoutMinutes: null,
  avatarFileId: null,
  totpSecret: null,
  totpEnabledAt: null,
  totpLastStep: null,
} as const satisfies Partial<User>;
