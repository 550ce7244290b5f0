import { z } from 'zod';
import {
  apiTokenId,
  emailAddress,
  handle,
  language,
  newPassword,
  secretInput,
  sessionId,
  timestamp,
  typedText,
} from './primitives.js';
import { serverRole, user } from './users.js';

export const setupStatus = z.object({ required: z.boolean() }).meta({ id: 'SetupStatus' });

const newAccount = {
  username: handle,
  email: emailAddress,
  password: newPassword,
  displayName: typedText({ min: 1, max: 80 }).optional(),
};

export const setupRequest = z.strictObject({ token: secretInput, ...newAccount }).meta({ id: 'SetupRequest' });
export type SetupRequest = z.infer<typeof setupRequest>;

export const registerRequest = z
  .strictObject({ ...newAccount, inviteCode: z.string().min(1).max(100).optional() })
  .meta({ id: 'RegisterRequest' });
export type RegisterRequest = z.infer<typeof registerRequest>;

export const loginRequest = z
  .strictObject({ login: typedText({ min: 1, max: 191 }), password: secretInput })
  .meta({ id: 'LoginRequest' });
export type LoginRequest = z.infer<typeof loginRequest>;

export const refreshRequest = z.strictObject({ refreshToken: secretInput.optional() }).meta({ id: 'RefreshRequest' });
export type RefreshRequest = z.infer<typeof refreshRequest>;

export const session = z
  .object({
    accessToken: z.string(),
    tokenType: z.literal('Bearer'),
    expiresIn: z.number().int().meta({ description: 'Seconds until the access token ends' }),
    refreshToken: z
      .string()
      .optional()
      .meta({ description: 'Only for clients that asked for it in the body (`X-Token-Delivery: body`)' }),
    user,
  })
  .meta({ id: 'Session' });
export type Session = z.infer<typeof session>;

/** A code of an authenticator app, or one of the recovery codes. */
const signInCode = z
  .string()
  .max(64)
  .transform((text) => text.replace(/[\s-]/g, '').toLowerCase())
  .pipe(z.string().regex(/^([0-9]{6}|[a-z0-9]{10})$/, 'Six digits from the app, or a recovery code.'));

/** The password was right, and the account asks for a second factor (R7). */
export const twoFactorChallenge = z
  .object({
    twoFactorRequired: z.literal(true),
    challenge: z.string().meta({ description: 'Opens nothing but `POST /auth/login/2fa`, for five minutes' }),
  })
  .meta({ id: 'TwoFactorChallenge' });
export type TwoFactorChallenge = z.infer<typeof twoFactorChallenge>;

export const loginAnswer = z.union([session, twoFactorChallenge]).meta({ id: 'LoginAnswer' });
export type LoginAnswer = z.infer<typeof loginAnswer>;

export const twoFactorLoginRequest = z
  .strictObject({ challenge: secretInput, code: signInCode })
  .meta({ id: 'TwoFactorLoginRequest' });
export type TwoFactorLoginRequest = z.infer<typeof twoFactorLoginRequest>;

export const twoFactorSetup = z
  .object({
    secret: z.string().meta({ description: 'Base32, to be typed where no camera is at hand' }),
    otpauthUrl: z.string(),
    qrSvg: z.string().meta({ description: 'The address as a QR code, an SVG document' }),
  })
  .meta({ id: 'TwoFactorSetup' });
export type TwoFactorSetup = z.infer<typeof twoFactorSetup>;

export const twoFactorVerifyRequest = z.strictObject({ code: signInCode }).meta({ id: 'TwoFactorVerifyRequest' });
export type TwoFactorVerifyRequest = z.infer<typeof twoFactorVerifyRequest>;

export const recoveryCodes = z
  .object({ recoveryCodes: z.array(z.string()).meta({ description: 'Ten, each good for one sign-in, shown once' }) })
  .meta({ id: 'RecoveryCodes' });
export type RecoveryCodes = z.infer<typeof recoveryCodes>;

export const twoFactorDisableRequest = z
  .strictObject({ password: secretInput, code: signInCode })
  .meta({ id: 'TwoFactorDisableRequest' });
export type TwoFactorDisableRequest = z.infer<typeof twoFactorDisableRequest>;

/** Step-up: shows again who one is, for what is dangerous in the ten minutes that follow (rulings 16). */
export const reauthRequest = z
  .strictObject({ password: secretInput.optional(), code: signInCode.optional() })
  .refine(({ password, code }) => password !== undefined || code !== undefined, {
    message: 'Give the password or a code.',
    path: ['password'],
  })
  .meta({ id: 'ReauthRequest' });
export type ReauthRequest = z.infer<typeof reauthRequest>;

export const changePasswordRequest = z
  .strictObject({ currentPassword: secretInput, newPassword })
  .meta({ id: 'ChangePasswordRequest' });
export type ChangePasswordRequest = z.infer<typeof changePasswordRequest>;

export const forgotPasswordRequest = z.strictObject({ email: emailAddress }).meta({ id: 'ForgotPasswordRequest' });
export type ForgotPasswordRequest = z.infer<typeof forgotPasswordRequest>;

export const resetPasswordRequest = z
  .strictObject({ token: secretInput, newPassword })
  .meta({ id: 'ResetPasswordRequest' });
export type ResetPasswordRequest = z.infer<typeof resetPasswordRequest>;

/** A sign-in on one device. */
export const deviceSession = z
  .object({
    id: sessionId,
    current: z.boolean().meta({ description: 'The one that asks' }),
    device: z.string().meta({ description: 'Such as “Firefox on Linux”' }),
    address: z.string(),
    createdAt: timestamp,
    lastSeenAt: timestamp,
  })
  .meta({ id: 'DeviceSession' });
export type DeviceSession = z.infer<typeof deviceSession>;
export const deviceSessions = z.object({ items: z.array(deviceSession) }).meta({ id: 'DeviceSessions' });
export type DeviceSessions = z.infer<typeof deviceSessions>;

/** What a personal API token may do, each within the rights of its user (rulings 16). */
export const TOKEN_SCOPES = ['read', 'write', 'ai', 'admin'] as const;
export const tokenScope = z.enum(TOKEN_SCOPES);
export type TokenScope = z.infer<typeof tokenScope>;

export const apiToken = z
  .object({
    id: apiTokenId,
    name: z.string(),
    scopes: z.array(tokenScope),
    hint: z.string().meta({ description: 'Its last four characters' }),
    createdAt: timestamp,
    expiresAt: timestamp.nullable(),
    lastUsedAt: timestamp.nullable(),
  })
  .meta({ id: 'ApiToken' });
export type ApiToken = z.infer<typeof apiToken>;
export const apiTokens = z.object({ items: z.array(apiToken) }).meta({ id: 'ApiTokens' });
export type ApiTokens = z.infer<typeof apiTokens>;

export const createApiTokenRequest = z
  .strictObject({
    name: typedText({ min: 1, max: 80 }),
    scopes: z.array(tokenScope).min(1).max(TOKEN_SCOPES.length),
    expiresInDays: z.number().int().min(1).max(3650).nullable().default(90),
  })
  .meta({ id: 'CreateApiTokenRequest' });
export type CreateApiTokenRequest = z.infer<typeof createApiTokenRequest>;

export const createdApiToken = apiToken
  .extend({ token: z.string().meta({ description: 'The token itself: shown this once' }) })
  .meta({ id: 'CreatedApiToken' });
export type CreatedApiToken = z.infer<typeof createdApiToken>;

export const SERVER_PERMISSIONS = [
  'workspace.create',
  'room.useCode',
  'direct.start',
  'invite.accept',
  'user.lookup',
  'user.assist',
  'user.manage',
  'settings.manage',
  'analytics.read',
] as const;
export const me = user
  .extend({
    email: z.string(),
    language: language.nullable(),
    timeZone: z.string().nullable(),
    idleLogoutMinutes: z.number().int().nullable(),
    twoFactor: z.object({
      enabled: z.boolean(),
      required: z
        .boolean()
        .meta({ description: 'The server asks for it from this role; until it is on, nothing else works' }),
      recoveryCodesLeft: z.number().int(),
    }),
    permissions: z.array(z.enum(SERVER_PERMISSIONS)),
    grantableRoles: z.array(serverRole).meta({ description: 'Server roles with which I may make accounts (R14)' }),
    limits: z.object({ messageLength: z.number().int().meta({ description: 'Characters in a message' }) }),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof me>;

/** RFC 6749 §4.3 and §6, form encoded. */
export const tokenRequest = z
  .discriminatedUnion('grant_type', [
    z.object({
      grant_type: z.literal('password'),
      username: secretInput,
      password: secretInput,
      otp: z.string().max(32).optional(),
    }),
    z.object({ grant_type: z.literal('refresh_token'), refresh_token: secretInput }),
  ])
  .meta({ id: 'TokenRequest' });
export type TokenRequest = z.infer<typeof tokenRequest>;

/** RFC 6749 §5.1. */
export const tokenAnswer = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.number().int(),
    refresh_token: z.string(),
  })
  .meta({ id: 'TokenAnswer' });
export type TokenAnswer = z.infer<typeof tokenAnswer>;

/** RFC 6749 §5.2. */
export const tokenError = z
  .object({
    error: z.enum(['invalid_request', 'invalid_grant', 'unsupported_grant_type', 'temporarily_unavailable']),
    error_description: z.string(),
  })
  .meta({ id: 'TokenError' });

export const authProviders = z
  .object({
    registration: z.enum(['open', 'invite', 'closed']),
    passwordResetByMail: z.boolean(),
    oidc: z.array(z.object({ issuer: z.string(), name: z.string() })),
  })
  .meta({ id: 'AuthProviders' });
export type AuthProviders = z.infer<typeof authProviders>;
