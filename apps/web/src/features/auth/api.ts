import type { AuthProviders, Me, RegisterRequest, Session, SetupRequest } from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api } from '../../lib/api.js';
import { keys } from '../../lib/query.js';
import { request } from '../../lib/request.js';

/** Makes the first account; `token` comes from the link in the terminal. */
export const setUp = (body: SetupRequest) => request<Session>('/auth/setup', { method: 'POST', body });

export const register = (body: RegisterRequest) => request<Session>('/auth/register', { method: 'POST', body });

export const signIn = (login: string, password: string) =>
  request<Session>('/auth/login', { method: 'POST', body: { login, password } });

export const signOut = () => api<void>('/auth/logout', { method: 'POST' });

export const signOutEverywhere = () => api<void>('/auth/logout-all', { method: 'POST' });

/** Whether this server still waits for its first account. */
export const fetchSetup = () => request<{ required: boolean }>('/auth/setup');

/** Who may register here. */
export const useProviders = () =>
  useQuery({ queryKey: keys.providers, queryFn: () => request<AuthProviders>('/auth/providers') });

/** Me, with what I may do on this server. */
export const useMe = () => useQuery({ queryKey: keys.me, queryFn: () => api<Me>('/auth/me') });
