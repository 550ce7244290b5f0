import type { User as UserView } from '#contract';
import type { User } from './user.entity.js';

/** A person as everybody may see them. */
export const presentUser = (user: User): UserView => ({
  id: user.id,
  username: user.username,
  displayName: user.displayName,
  avatarUrl: null,
  color: user.color,
  role: user.role,
  active: user.active,
  createdAt: user.createdAt.toISOString(),
});
