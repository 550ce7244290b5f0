import { ADMINISTRATION } from './administration.js';
import { AUTH } from './auth.js';
import { CHATS } from './chats.js';
import { PASSWORDS } from './passwords.js';
import { ROOMS } from './rooms.js';
import { WORKSPACES } from './workspaces.js';
import type { Routes } from './route.js';

export { world, type World } from './world.js';

/** Every route of the interface; the suite about bad input fails when the OpenAPI document lists another. */
export const ROUTES: Routes = { ...AUTH, ...PASSWORDS, ...ADMINISTRATION, ...CHATS, ...ROOMS, ...WORKSPACES };

/** The path with its placeholders filled in order. */
export const filled = (path: string, ids: readonly string[]): string => {
  const left = [...ids];
  return path.replaceAll(/\{[^}]+\}/g, () => encodeURIComponent(left.shift() ?? ''));
};
