import { z } from 'zod';
import {
  emailAddress,
  fileId,
  handle,
  language,
  newPassword,
  pageQuery,
  roomId,
  timeZone,
  timestamp,
  typedText,
  userId,
  workspaceId,
} from './primitives.js';

export const SERVER_ROLES = ['admin', 'manager', 'user', 'kid'] as const;
export const serverRole = z.enum(SERVER_ROLES);
export type ServerRole = z.infer<typeof serverRole>;

export const user = z
  .object({
    id: userId,
    username: z.string(),
    displayName: z.string(),
    avatarUrl: z.string().nullable(),
    color: z.number().int().min(0).max(7).meta({ description: 'Index of one of the eight person hues' }),
    role: serverRole,
    active: z.boolean(),
    createdAt: timestamp,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof user>;

export const presenceState = z.enum(['online', 'away', 'offline']);
export type PresenceState = z.infer<typeof presenceState>;

export const presence = z
  .object({ userId, state: presenceState, lastSeenAt: timestamp.nullable() })
  .meta({ id: 'Presence' });
export type Presence = z.infer<typeof presence>;

const displayName = typedText({ min: 1, max: 80 });
const hue = z.number().int().min(0).max(7);

/** What those who look after accounts see beside the person, and what they may do with this one (R58, `product.md` §3). */
export const ACCOUNT_ACTIONS = [
  'account.edit',
  'account.changeRole',
  'account.deactivate',
  'account.resetPassword',
  'account.resetTwoFactor',
  'account.endSessions',
  'account.assignRooms',
  'account.erase',
] as const;
export type AccountAction = (typeof ACCOUNT_ACTIONS)[number];

export const account = user
  .extend({
    email: z.string(),
    twoFactor: z.boolean(),
    lastSeenAt: timestamp.nullable(),
    can: z.record(z.enum(ACCOUNT_ACTIONS), z.boolean()),
    grantableRoles: z.array(serverRole).meta({ description: 'Server roles that I may give this account' }),
  })
  .meta({ id: 'Account' });
export type Account = z.infer<typeof account>;

/** Somebody else: for those who look after accounts with what they may do, for the others as everybody may see them. */
export const accountOrUser = z.union([account, user]).meta({ id: 'AccountOrUser' });
export type AccountOrUser = z.infer<typeof accountOrUser>;

export const ACCOUNT_SORTS = ['username', 'displayName', 'createdAt', 'lastSeenAt'] as const;
export const accountsQuery = pageQuery.extend({
  // It carries the place in the order, which can be a name.
  cursor: z.string().max(800).optional(),
  q: typedText({ max: 100 }).optional().meta({ description: 'Part of the name, display name or e-mail address' }),
  role: serverRole.optional(),
  active: z.enum(['true', 'false']).optional(),
  sort: z.enum(ACCOUNT_SORTS).default('username'),
  order: z.enum(['asc', 'desc']).default('asc'),
});
export type AccountsQuery = z.infer<typeof accountsQuery>;

export const createUserRequest = z
  .strictObject({
    username: handle,
    email: emailAddress,
    password: newPassword.optional().meta({ description: 'Without one, the answer has a link to choose one' }),
    displayName: displayName.optional(),
    role: serverRole.default('user'),
  })
  .meta({ id: 'CreateUserRequest' });
export type CreateUserRequest = z.infer<typeof createUserRequest>;

/** A one-time link with which a person chooses a password. */
export const passwordLink = z.object({ url: z.string(), expiresAt: timestamp }).meta({ id: 'PasswordLink' });
export type PasswordLink = z.infer<typeof passwordLink>;

export const createdAccount = account.extend({ passwordLink: passwordLink.nullable() }).meta({ id: 'CreatedAccount' });
export type CreatedAccount = z.infer<typeof createdAccount>;

export const updateUserRequest = z
  .strictObject({
    displayName: displayName.optional(),
    email: emailAddress.optional(),
    role: serverRole.optional(),
    active: z.boolean().optional(),
  })
  .meta({ id: 'UpdateUserRequest' });
export type UpdateUserRequest = z.infer<typeof updateUserRequest>;

export const updateProfileRequest = z
  .strictObject({
    displayName: displayName.optional(),
    email: emailAddress.optional().meta({ description: 'Needs a recent `POST /auth/reauth`' }),
    color: hue.optional(),
    language: language.nullable().optional().meta({ description: 'null: as the browser asks' }),
    timeZone: timeZone.nullable().optional().meta({ description: 'null: as the browser says' }),
    idleLogoutMinutes: z.number().int().min(5).max(1440).nullable().optional(),
    avatarFileId: fileId
      .nullable()
      .optional()
      .meta({ description: 'Of a file that was uploaded for this purpose; null takes the picture away' }),
  })
  .meta({ id: 'UpdateProfileRequest' });
export type UpdateProfileRequest = z.infer<typeof updateProfileRequest>;

export const eraseQuery = z.strictObject({ erase: z.enum(['true', 'false']).default('false') });
export type EraseQuery = z.infer<typeof eraseQuery>;

/** Rooms that somebody else put a person into (R13, `PUT /users/{id}/rooms`). */
export const assignRoomsRequest = z
  .strictObject({ roomIds: z.array(roomId).max(200) })
  .meta({ id: 'AssignRoomsRequest' });
export type AssignRoomsRequest = z.infer<typeof assignRoomsRequest>;

export const assignableRoom = z
  .object({
    id: roomId,
    title: z.string(),
    workspaceId,
    workspaceName: z.string(),
    assigned: z.boolean(),
  })
  .meta({ id: 'AssignableRoom' });
export type AssignableRoom = z.infer<typeof assignableRoom>;
export const assignableRooms = z.object({ items: z.array(assignableRoom) }).meta({ id: 'AssignableRooms' });
export type AssignableRooms = z.infer<typeof assignableRooms>;
export const assignableRoomsQuery = z.strictObject({ q: typedText({ max: 100 }).default('') });
export type AssignableRoomsQuery = z.infer<typeof assignableRoomsQuery>;

export const lookupQuery = z.strictObject({ q: typedText({ min: 1, max: 100 }) });
export type LookupQuery = z.infer<typeof lookupQuery>;
export const userList = z.object({ items: z.array(user) }).meta({ id: 'UserList' });
export type UserList = z.infer<typeof userList>;

/** What became of each line of an import; line 1 is the one with the names of the columns. */
export const importReport = z
  .object({
    created: z.number().int(),
    failed: z.number().int(),
    lines: z.array(
      z.object({
        line: z.number().int(),
        username: z.string(),
        status: z.enum(['created', 'failed']),
        detail: z.string().nullable(),
        passwordLink: passwordLink.nullable(),
      }),
    ),
  })
  .meta({ id: 'ImportReport' });
export type ImportReport = z.infer<typeof importReport>;
