import type { Member, Workspace, WorkspaceRole } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { ArrowRightLeft, Crown, MoreHorizontal, User, UserMinus, UserRound, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { Confirm } from '../../components/ui/confirm.js';
import { IconButton } from '../../components/ui/icon-button.js';
import { Menu, MenuItem, MenuLine } from '../../components/ui/menu.js';
import { toast } from '../../components/ui/toasts.js';
import { sayError } from '../../lib/problem.js';
import { handOver } from './api.js';
import { removeMember, setRole } from './members-api.js';

interface MemberMenuProps {
  member: Member;
  workspace: Workspace;
  /** One leaves by another way, and hands nothing over to oneself. */
  isMe: boolean;
}

const ROLES: readonly { role: WorkspaceRole; words: string; icon: LucideIcon }[] = [
  { role: 'owner', words: 'Make owner', icon: Crown },
  { role: 'member', words: 'Make member', icon: UserRound },
  { role: 'guest', words: 'Make guest', icon: User },
];

/** What an owner can do with a member. */
export function MemberMenu({ member, workspace, isMe }: MemberMenuProps) {
  const { user, role } = member;
  const [asked, setAsked] = useState<'remove' | 'hand-over'>();
  const change = useMutation({
    mutationFn: (next: WorkspaceRole) => setRole(workspace.id, user.id, next),
    onError: (error) => toast(sayError(error), 'bad'),
  });
  const canOwn = user.active && user.role !== 'kid';
  const close = () => setAsked(undefined);
  return (
    <>
      <Menu trigger={<IconButton label={`Actions for ${user.displayName}`} icon={MoreHorizontal} side="left" />}>
        {ROLES.filter((one) => one.role !== role && (one.role !== 'owner' || canOwn)).map((one) => (
          <MenuItem key={one.role} icon={one.icon} onSelect={() => change.mutate(one.role)}>
            {one.words}
          </MenuItem>
        ))}
        {!isMe && canOwn && (
          <MenuItem icon={ArrowRightLeft} onSelect={() => setAsked('hand-over')}>
            Hand the workspace over…
          </MenuItem>
        )}
        {!isMe && (
          <>
            <MenuLine />
            <MenuItem icon={UserMinus} danger onSelect={() => setAsked('remove')}>
              Remove…
            </MenuItem>
          </>
        )}
      </Menu>
      {asked === 'hand-over' && (
        <Confirm
          title={`Hand ${workspace.name} over to ${user.displayName}?`}
          description="They own it from then on. You stay as a member, and can’t take it back by yourself."
          action="Hand over"
          look="primary"
          run={() => handOver(workspace.id, user.id)}
          onDone={() => toast(`${user.displayName} owns ${workspace.name} now.`)}
          onClose={close}
        />
      )}
      {asked === 'remove' && (
        <Confirm
          title={`Remove ${user.displayName}?`}
          description={`They lose ${workspace.name} and all its rooms at once. What they wrote stays.`}
          action="Remove"
          run={() => removeMember(workspace.id, user.id)}
          onDone={() => toast(`${user.displayName} was removed.`)}
          onClose={close}
        />
      )}
    </>
  );
}
