import { z } from 'zod';
import { emailAddress, handle, newPassword, secretInput, typedText } from './primitives.js';
import { user } from './users.js';

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

export const SERVER_PERMISSIONS = ['workspace.create', 'user.manage', 'analytics.read'] as const;
export const me = user
  .extend({
    email: z.string(),
    permissions: z.array(z.enum(SERVER_PERMISSIONS)),
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
    oidc: z.array(z.object({ issuer: z.string(), name: z.string() })),
  })
  .meta({ id: 'AuthProviders' });
export type AuthProviders = z.infer<typeof authProviders>;
