import { Navigate, useLocation } from '@tanstack/react-router';
import { SlidersHorizontal, Users } from 'lucide-react';
import { Topics, type TopicLink } from '../../components/topics.js';
import { useMe } from '../../features/auth/api.js';
import { useMedia } from '../../lib/use-media.js';
import { NotFoundScreen } from '../dead-ends.js';

const USERS: TopicLink = { to: '/admin/users', label: 'Users', icon: Users };
const SERVER: TopicLink = { to: '/admin/settings', label: 'Server', icon: SlidersHorizontal };

/** `/admin`: for those who look after the server and its people; for others there is nothing here. */
export function AdminScreen() {
  const { data: me } = useMe();
  const listing = useLocation({ select: ({ pathname }) => /^\/admin\/?$/.test(pathname) });
  const beside = useMedia('(min-width: 48rem)');
  if (me && !me.permissions.includes('user.assist')) return <NotFoundScreen />;
  if (listing && beside) return <Navigate to="/admin/users" replace />;
  const topics = me?.permissions.includes('settings.manage') ? [USERS, SERVER] : [USERS];
  return <Topics title="Administration" topics={topics} home="/admin" />;
}
