import type {
  ApiTokens,
  CreateApiTokenRequest,
  CreatedApiToken,
  DeviceSessions,
  FileUpload,
  Me,
  UpdateProfileRequest,
} from '#contract';
import { useQuery } from '@tanstack/react-query';
import { api, apiBlob } from '../../lib/api.js';
import { keys, queryClient } from '../../lib/query.js';
import { sendBytes } from '../../lib/request.js';
import { updateUser } from '../../lib/session.js';

/** Changes something about me; every place that shows me follows. */
export async function updateMe(body: UpdateProfileRequest): Promise<Me> {
  const me = await api<Me>('/users/me', { method: 'PATCH', body });
  queryClient.setQueryData(keys.me, me);
  updateUser(me);
  return me;
}

/** Uploads a picture and takes it as mine. */
export async function uploadAvatar(picture: File): Promise<Me> {
  const { name, size, type } = picture;
  const { file, upload } = await api<FileUpload>('/files', {
    method: 'POST',
    body: { purpose: 'avatar', name, size, type },
  });
  await sendBytes(upload, picture);
  await api<unknown>(`/files/${file.id}/complete`, { method: 'POST' });
  return updateMe({ avatarFileId: file.id });
}

/** Where I am signed in; fresh each time it is looked at. */
export const useSessions = () =>
  useQuery({
    queryKey: keys.sessions,
    queryFn: async () => (await api<DeviceSessions>('/auth/sessions')).items,
    staleTime: 0,
  });

export const endSessionOf = (sessionId: string) => api<void>(`/auth/sessions/${sessionId}`, { method: 'DELETE' });

/** My API tokens, without the tokens themselves. */
export const useApiTokens = () =>
  useQuery({
    queryKey: keys.apiTokens,
    queryFn: async () => (await api<ApiTokens>('/api-tokens')).items,
    staleTime: 0,
  });

export const createApiToken = (body: CreateApiTokenRequest) =>
  api<CreatedApiToken>('/api-tokens', { method: 'POST', body });

export const revokeApiToken = (tokenId: string) => api<void>(`/api-tokens/${tokenId}`, { method: 'DELETE' });

/** Everything that the server holds about me. */
export const exportMyData = () => apiBlob('/users/me/export');

/** Closes the account; an administrator can open it again. */
export const deactivateMe = () => api<void>('/users/me', { method: 'DELETE' });

/** Deletes the account; what I wrote stays, under “deleted user”. */
export const eraseMe = () => api<void>('/users/me?erase=true', { method: 'DELETE' });
