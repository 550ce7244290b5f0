import type { User } from '#contract';
import { lazy, Suspense, useState, type ComponentProps } from 'react';
import { Avatar } from '../../components/ui/avatar.js';
import type { UserMenuProps } from './user-menu-content.js';

const UserMenuContent = lazy(() => import('./user-menu-content.js').then((m) => ({ default: m.UserMenuContent })));

/** Me, the theme, and the way out. The menu itself is loaded when it is first wanted. */
export function UserMenu(props: UserMenuProps) {
  const [wanted, setWanted] = useState(false);
  const plain = <UserButton user={props.user} aria-haspopup="menu" onClick={() => setWanted(true)} />;
  return wanted ? (
    <Suspense fallback={plain}>
      <UserMenuContent {...props} trigger={<UserButton user={props.user} />} />
    </Suspense>
  ) : (
    plain
  );
}

function UserButton({ user, ...rest }: { user: User } & ComponentProps<'button'>) {
  return (
    <button
      type="button"
      aria-label={`Your menu, ${user.displayName}`}
      {...rest}
      className="grid size-11 place-items-center"
    >
      <Avatar name={user.displayName} hue={user.color} url={user.avatarUrl} />
    </button>
  );
}
