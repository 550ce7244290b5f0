import type { Participant, PresenceState, RoomRole } from '#contract';
import { Avatar } from '../../components/ui/avatar.js';
import type { PresenceByUser } from '../../realtime/apply-event.js';

const ROLE: Record<RoomRole, string> = { owner: 'owner', admin: 'admin', member: '', viewer: 'reads along' };
const SAID: Record<PresenceState, string> = { online: 'online', away: 'away', offline: 'offline' };
const ORDER: Record<PresenceState, number> = { online: 0, away: 1, offline: 2 };

interface PeopleListProps {
  participants: readonly Participant[];
  presence: PresenceByUser;
  userId: string;
}

/** The people of a room, those who are here first. */
export function PeopleList({ participants, presence, userId }: PeopleListProps) {
  const stateOf = (id: string): PresenceState => (id === userId ? 'online' : (presence[id]?.state ?? 'offline'));
  const sorted = [...participants].sort(
    (a, b) =>
      ORDER[stateOf(a.user.id)] - ORDER[stateOf(b.user.id)] || a.user.displayName.localeCompare(b.user.displayName),
  );
  return (
    <ul className="flex flex-col">
      {sorted.map(({ user, role }) => (
        <li key={user.id} className="flex min-h-10 items-center gap-2.5">
          <Avatar name={user.displayName} hue={user.color} url={user.avatarUrl} size={24} presence={stateOf(user.id)} />
          <span className="min-w-0 flex-1 truncate">
            {user.displayName}
            {user.id === userId && <span className="text-ink-faint"> (you)</span>}
            <span className="sr-only">, {SAID[stateOf(user.id)]}</span>
          </span>
          {ROLE[role] && <span className="text-12 text-ink-faint">{ROLE[role]}</span>}
        </li>
      ))}
    </ul>
  );
}
