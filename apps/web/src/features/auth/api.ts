import type {
  AuthProviders,
  ChangePasswordRequest,
  LoginAnswer,
  Me,
  ReauthRequest,
  RecoveryCodes,
  RegisterRequest,
  ResetPasswordRequest,
  Session,
  SetupRequest,
  TwoFactorDisableRequest,
  TwoFactorSetup,
} from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys } from '../../lib/query.js';
import { request } from '../../lib/request.js';

/** Makes the first account; `token` comes from the link in the terminal. */
export const setUp = (body: SetupRequest) => request<Session>('/auth/setup', { method: 'POST', body });

export const register = (body: RegisterRequest) => request<Session>('/auth/register', { method: 'POST', body });

/** A session, or the question for a second factor. */
export const signIn = (login: string, password: string) =>
  request<LoginAnswer>('/auth/login', { method: 'POST', body: { login, password } });

/** The second step of a sign-in: a code of the app, or one of the recovery codes. */
export const signInWithCode = (challenge: string, code: string) =>
  request<Session>('/auth/login/2fa', { method: 'POST', body: { challenge, code } });

export const signOut = () => api<void>('/auth/logout', { method: 'POST' });

export const signOutEverywhere = () => api<void>('/auth/logout-all', { method: 'POST' });

/** Whether this server still waits for its first account. */
export const fetchSetup = () => request<{ required: boolean }>('/auth/setup');

/** Who may register here, and what this server can do for those who can't get in. */
export const useProviders = () =>
  useQuery({ queryKey: keys.providers, queryFn: () => request<AuthProviders>('/auth/providers') });

/** Me, with what I may do on this server. */
export const useMe = () => useQuery({ queryKey: keys.me, queryFn: () => api<Me>('/auth/me') });

/** Asks for a mail with a link; the answer is the same whether or not there is such an account. */
export const forgotPassword = (email: string) =>
  request<void>('/auth/password/forgot', { method: 'POST', body: { email } });

export const resetPassword = (body: ResetPasswordRequest) =>
  request<void>('/auth/password/reset', { method: 'POST', body });

export const changePassword = (body: ChangePasswordRequest) =>
  api<void>('/auth/password/change', { method: 'POST', body });

/** Shows again who one is, for what is dangerous in the minutes that follow. */
export const reauthenticate = (body: ReauthRequest) => api<void>('/auth/reauth', { method: 'POST', body });

/** The secret for an authenticator app; asked for once, since each asking makes a new one. */
export const useTwoFactorSetup = () =>
  useQuery({
    queryKey: keys.twoFactorSetup,
    queryFn: () => api<TwoFactorSetup>('/auth/2fa/setup', { method: 'POST' }),
    gcTime: 0,
    retry: false,
  });

export const verifyTwoFactor = (code: string) =>
  api<RecoveryCodes>('/auth/2fa/verify', { method: 'POST', body: { code } });

export const disableTwoFactor = (body: TwoFactorDisableRequest) =>
  api<void>('/auth/2fa/disable', { method: 'POST', body });

/** New recovery codes; those before stop working. */
export const makeRecoveryCodes = () => api<RecoveryCodes>('/auth/2fa/recovery-codes', { method: 'POST' });
