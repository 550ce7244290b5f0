import { ADMINISTRATION } from './administration.js';
import { API_TOKENS } from './api-tokens.js';
import { AUTH } from './auth.js';
import { CHATS } from './chats.js';
import { PASSWORDS } from './passwords.js';
import { ROOMS } from './rooms.js';
import { WORKSPACES } from './workspaces.js';
import type { Routes } from './route.js';
import { SIGN_IN } from './sign-in.js';
import { USERS } from './users.js';

export { world, type World } from './world.js';

/** Every route of the interface; the suite about bad input fails when the OpenAPI document lists another. */
export const ROUTES: Routes = {
  ...AUTH,
  ...API_TOKENS,
  ...PASSWORDS,
  ...ADMINISTRATION,
  ...CHATS,
  ...SIGN_IN,
  ...USERS,
  ...ROOMS,
  ...WORKSPACES,
};

/** The path with its placeholders filled in order. */
export const filled = (path: string, ids: readonly string[]): string => {
  const left = [...ids];
  return path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(left.shift() ?? ''));
};
