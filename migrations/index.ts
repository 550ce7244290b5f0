import { Identity1763700000001 } from './1763700000001-identity.js';
import { Workspaces1763700000002 } from './1763700000002-workspaces.js';
import { Chats1763700000003 } from './1763700000003-chats.js';
import { Assistants1763700000004 } from './1763700000004-assistants.js';
import { Accounts1764000000005 } from './1764000000005-accounts.js';
import { Rooms1764000000006 } from './1764000000006-rooms.js';

/** Every change of the schema, in order. Each is safe to run again after it was killed half-way. */
export const migrations = [
  Identity1763700000001,
  Workspaces1763700000002,
  Chats1763700000003,
  Assistants1763700000004,
  Accounts1764000000005,
  Rooms1764000000006,
];
