import type { Account, Me, PasswordLink } from '#contract';
import { useState } from 'react';
import { Confirm } from '../../components/ui/confirm.js';
import { toast } from '../../components/ui/toasts.js';
import type { AccountTask } from './account-actions.js';
import { endSessionsOf, eraseAccount, resetPasswordOf, resetTwoFactorOf } from './api.js';
import { AssignRooms } from './assign-rooms.js';
import { CreateAccount } from './create-account.js';
import { EditAccount } from './edit-account.js';
import { ImportAccounts } from './import-accounts.js';
import { ShownLink } from './shown-link.js';

/** What lies over the list of accounts. */
export type AccountsDialog =
  { kind: 'create' } | { kind: 'import' } | { kind: 'account'; task: AccountTask; account: Account };

interface AccountDialogsProps {
  open: AccountsDialog | undefined;
  me: Me;
  onClose(): void;
}

/** The dialogs of the list of accounts; a link that one of them brings is shown after it. */
export function AccountDialogs({ open, me, onClose }: AccountDialogsProps) {
  const [link, setLink] = useState<{ name: string; link: PasswordLink }>();
  if (link) {
    return <ShownLink title={`Link for ${link.name}`} link={link.link} onClose={() => setLink(undefined)} />;
  }
  switch (open?.kind) {
    case undefined:
      return null;
    case 'import':
      return <ImportAccounts onClose={onClose} />;
    case 'create':
      return (
        <CreateAccount
          roles={me.grantableRoles}
          onClose={onClose}
          onDone={(made) => {
            onClose();
            if (made.passwordLink) setLink({ name: made.displayName, link: made.passwordLink });
            else toast(`${made.displayName} can sign in now.`);
          }}
        />
      );
    case 'account':
      return (
        <OfAccount
          {...open}
          onClose={onClose}
          onLink={(made) => setLink({ name: open.account.displayName, link: made })}
        />
      );
  }
}

interface OfAccountProps {
  task: AccountTask;
  account: Account;
  onClose(): void;
  onLink(link: PasswordLink): void;
}

function OfAccount({ task, account, onClose, onLink }: OfAccountProps) {
  const name = account.displayName;
  const say = (words: string) => () => {
    onClose();
    toast(words);
  };
  switch (task) {
    case 'edit':
      return <EditAccount account={account} onClose={onClose} onDone={say(`${name} was changed.`)} />;
    case 'rooms':
      return <AssignRooms account={account} onClose={onClose} onDone={say(`The rooms of ${name} were changed.`)} />;
    case 'password':
      return (
        <Confirm
          title={`Reset the password of ${name}?`}
          description="You get a one-time link to hand to them. Their password no longer works, and they are signed out everywhere."
          action="Reset"
          look="primary"
          run={() => resetPasswordOf(account.id)}
          onDone={onLink}
          onClose={onClose}
        />
      );
    case 'two-factor':
      return (
        <Confirm
          title={`Reset two-factor sign-in of ${name}?`}
          description="Their password alone will open the account until they set it up again. Be sure that it is them who asks."
          action="Reset"
          run={() => resetTwoFactorOf(account.id)}
          onDone={say(`Two-factor sign-in of ${name} is off.`)}
          onClose={onClose}
        />
      );
    case 'sessions':
      return (
        <Confirm
          title={`Sign ${name} out everywhere?`}
          description="Each of their devices goes to the sign-in page at once."
          action="Sign out"
          look="primary"
          run={() => endSessionsOf(account.id)}
          onDone={say(`${name} is signed out everywhere.`)}
          onClose={onClose}
        />
      );
    case 'erase':
      return (
        <Confirm
          title={`Delete ${name} for good?`}
          description="The profile is deleted and can’t be brought back. What they wrote stays; its author is shown as “deleted user”."
          action="Delete for good"
          typed={account.username}
          run={() => eraseAccount(account.id)}
          onDone={say('The account was deleted.')}
          onClose={onClose}
        />
      );
  }
}
