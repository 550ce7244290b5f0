import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { fetchSetup } from '../features/auth/api.js';
import { accountsSearch } from '../features/administration/search.js';
import { landingRoomId } from '../features/rooms/api.js';
import { keys, queryClient } from '../lib/query.js';
import { restoreSession } from '../lib/session.js';
import { NotFoundScreen, UnreachableScreen } from '../screens/dead-ends.js';

import { RoomsFrame } from './rooms-frame.js';
import { Shell } from './shell.js';

const text = (value: unknown): string | undefined => (typeof value === 'string' && value !== '' ? value : undefined);

/** Only a place in this page may follow a sign-in, never another site. */
const pathHere = (value: unknown): string | undefined => {
  const path = text(value);
  return path?.startsWith('/') && !/^\/[/\\]/.test(path) ? path : undefined;
};

const root = createRootRoute({
  component: Outlet,
  notFoundComponent: NotFoundScreen,
  errorComponent: UnreachableScreen,
});

const loginRoute = createRoute({
  getParentRoute: () => root,
  path: '/login',
  validateSearch: (search): { next?: string } => ({ next: pathHere(search.next) }),
  component: lazyRouteComponent(() => import('../screens/login-screen.js'), 'LoginScreen'),
});

const forgotRoute = createRoute({
  getParentRoute: () => root,
  path: '/forgot',
  component: lazyRouteComponent(() => import('../screens/forgot-screen.js'), 'ForgotScreen'),
});

const resetRoute = createRoute({
  getParentRoute: () => root,
  path: '/reset',
  component: lazyRouteComponent(() => import('../screens/reset-screen.js'), 'ResetScreen'),
});

const registerRoute = createRoute({
  getParentRoute: () => root,
  path: '/register',
  validateSearch: (search): { invite?: string; next?: string } => ({
    invite: text(search.invite),
    next: pathHere(search.next),
  }),
  component: lazyRouteComponent(() => import('../screens/register-screen.js'), 'RegisterScreen'),
});

const setupRoute = createRoute({
  getParentRoute: () => root,
  path: '/setup',
  component: lazyRouteComponent(() => import('../screens/setup-screen.js'), 'SetupScreen'),
});

const inviteRoute = createRoute({
  getParentRoute: () => root,
  path: '/invite/$code',
  beforeLoad: async () => void (await restoreSession()),
  component: lazyRouteComponent(() => import('../screens/invite-screen.js'), 'InviteScreen'),
});

/** Everything behind a sign-in. */
const inRoute = createRoute({
  getParentRoute: () => root,
  id: '_in',
  beforeLoad: async ({ location }) => {
    const session = await restoreSession();
    if (session.kind === 'signed-in') return;
    if (session.kind === 'unreachable') throw new Error('unreachable');
    const setup = await fetchSetup().catch(() => ({ required: false }));
    queryClient.setQueryData(keys.setup, setup);
    if (setup.required) redirect({ to: '/setup', throw: true });
    redirect({ to: '/login', search: { next: location.pathname === '/' ? undefined : location.href }, throw: true });
  },
  component: Shell,
});

/** Rail and sidebar beside what is said. */
const roomsRoute = createRoute({ getParentRoute: () => inRoute, id: '_rooms', component: RoomsFrame });

/** `list`: the list of rooms itself, which on a phone is a place of its own. */
const homeRoute = createRoute({
  getParentRoute: () => roomsRoute,
  path: '/',
  validateSearch: (search): { list?: boolean; workspace?: string } => ({
    list: search.list === true ? true : undefined,
    workspace: text(search.workspace),
  }),
  beforeLoad: async ({ search }) => {
    if (search.list) return;
    const roomId = await landingRoomId().catch(() => undefined);
    if (roomId) redirect({ to: '/rooms/$roomId', params: { roomId }, replace: true, throw: true });
  },
  component: lazyRouteComponent(() => import('../screens/home-screen.js'), 'HomeScreen'),
});

const roomRoute = createRoute({
  getParentRoute: () => roomsRoute,
  path: '/rooms/$roomId',
  component: lazyRouteComponent(() => import('../screens/room-screen.js'), 'RoomScreen'),
});

const joinRoute = createRoute({
  getParentRoute: () => roomsRoute,
  path: '/join/$code',
  component: lazyRouteComponent(() => import('../screens/join-screen.js'), 'JoinScreen'),
});

const settingsRoute = createRoute({
  getParentRoute: () => inRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('../screens/settings/settings-screen.js'), 'SettingsScreen'),
});

const adminRoute = createRoute({
  getParentRoute: () => inRoute,
  path: '/admin',
  component: lazyRouteComponent(() => import('../screens/administration/admin-screen.js'), 'AdminScreen'),
});

const workspaceRoute = createRoute({
  getParentRoute: () => inRoute,
  path: '/workspaces/$workspaceId',
  component: lazyRouteComponent(() => import('../screens/workspace/workspace-screen.js'), 'WorkspaceScreen'),
});

const topics = [
  createRoute({
    getParentRoute: () => settingsRoute,
    path: 'profile',
    component: lazyRouteComponent(() => import('../screens/settings/profile-topic.js'), 'ProfileTopic'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: 'security',
    component: lazyRouteComponent(() => import('../screens/settings/security-topic.js'), 'SecurityTopic'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: 'sessions',
    component: lazyRouteComponent(() => import('../screens/settings/sessions-topic.js'), 'SessionsTopic'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: 'tokens',
    component: lazyRouteComponent(() => import('../screens/settings/tokens-topic.js'), 'TokensTopic'),
  }),
  createRoute({
    getParentRoute: () => settingsRoute,
    path: 'data',
    component: lazyRouteComponent(() => import('../screens/settings/data-topic.js'), 'DataTopic'),
  }),
] as const;

const adminTopics = [
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'users',
    validateSearch: accountsSearch,
    component: lazyRouteComponent(() => import('../screens/administration/users-topic.js'), 'UsersTopic'),
  }),
  createRoute({
    getParentRoute: () => adminRoute,
    path: 'settings',
    component: lazyRouteComponent(() => import('../screens/administration/server-topic.js'), 'ServerTopic'),
  }),
] as const;

const workspaceTopics = [
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'general',
    component: lazyRouteComponent(() => import('../screens/workspace/general-topic.js'), 'GeneralTopic'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'members',
    component: lazyRouteComponent(() => import('../screens/workspace/members-topic.js'), 'MembersTopic'),
  }),
  createRoute({
    getParentRoute: () => workspaceRoute,
    path: 'invitations',
    component: lazyRouteComponent(() => import('../screens/workspace/invites-topic.js'), 'InvitesTopic'),
  }),
] as const;

export const router = createRouter({
  routeTree: root.addChildren([
    loginRoute,
    forgotRoute,
    resetRoute,
    registerRoute,
    setupRoute,
    inviteRoute,
    inRoute.addChildren([
      roomsRoute.addChildren([homeRoute, roomRoute, joinRoute]),
      settingsRoute.addChildren([...topics]),
      adminRoute.addChildren([...adminTopics]),
      workspaceRoute.addChildren([...workspaceTopics]),
    ]),
  ]),
  defaultPreload: 'intent',
  defaultPendingMs: 400,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
