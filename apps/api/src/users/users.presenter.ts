import type { User as UserView } from '#contract';
import { pictureUrl } from '../files/files.service.js';
import type { User } from './user.entity.js';

/** A person as everybody may see them. */
export const presentUser = (user: User): UserView => ({
  id: user.id,
  username: user.username,
  displayName: user.displayName,
  avatarUrl: user.avatarFileId === null ? null : pictureUrl(user.avatarFileId),
  color: user.color,
  role: user.role,
  active: user.active,
  createdAt: user.createdAt.toISOString(),
});
