import { Navigate, useLocation } from '@tanstack/react-router';
import { Database, KeySquare, MonitorSmartphone, ShieldCheck, UserRound } from 'lucide-react';
import { Topics, type TopicLink } from '../../components/topics.js';
import { useMedia } from '../../lib/use-media.js';

const TOPICS: readonly TopicLink[] = [
  { to: '/settings/profile', label: 'Profile', icon: UserRound },
  { to: '/settings/security', label: 'Security', icon: ShieldCheck },
  { to: '/settings/sessions', label: 'Sessions', icon: MonitorSmartphone },
  { to: '/settings/tokens', label: 'API tokens', icon: KeySquare },
  { to: '/settings/data', label: 'Your data', icon: Database },
];

/** `/settings`: what concerns me alone. */
export function SettingsScreen() {
  const listing = useLocation({ select: ({ pathname }) => /^\/settings\/?$/.test(pathname) });
  const beside = useMedia('(min-width: 48rem)');
  if (listing && beside) return <Navigate to="/settings/profile" replace />;
  return <Topics title="Settings" topics={TOPICS} home="/settings" />;
}
