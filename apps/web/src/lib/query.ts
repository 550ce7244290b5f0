import { QueryClient } from '@tanstack/react-query';
import { ProblemError } from './problem.js';

/** Where everything that came from the server lives. Live events keep it fresh, so nothing goes stale by time. */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: Infinity,
      refetchOnWindowFocus: false,
      refetchOnReconnect: false,
      networkMode: 'always',
      retry: (failures, error) => failures < 3 && !(error instanceof ProblemError && error.problem.status < 500),
      retryDelay: (failures) => Math.min(1000 * 2 ** failures, 8_000),
    },
    mutations: { networkMode: 'always' },
  },
});

/** Every key of the query cache, stated once. */
export const keys = {
  me: ['me'],
  setup: ['setup'],
  providers: ['providers'],
  workspaces: ['workspaces'],
  membersOf: (workspaceId: string) => ['members', workspaceId],
  members: (workspaceId: string, q: string) => ['members', workspaceId, q],
  openInvites: (workspaceId: string) => ['open-invites', workspaceId],
  myInvites: ['my-invites'],
  discover: (workspaceId: string, q: string) => ['discover', workspaceId, q],
  rooms: ['rooms'],
  room: (roomId: string) => ['room', roomId],
  log: (roomId: string) => ['log', roomId],
  queue: (roomId: string) => ['queue', roomId],
  presence: ['presence'],
  models: ['models'],
  invite: (code: string) => ['invite', code],
  codeOf: (roomId: string) => ['code-of', roomId],
  roomCode: (code: string) => ['room-code', code],
  sessions: ['sessions'],
  twoFactorSetup: ['two-factor-setup'],
  apiTokens: ['api-tokens'],
  serverSettings: ['server-settings'],
  accounts: ['accounts'],
  accountPage: (query: string) => ['accounts', query],
  accountRooms: (userId: string, q: string) => ['account-rooms', userId, q],
} as const;
