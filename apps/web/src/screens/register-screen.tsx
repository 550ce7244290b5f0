import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { QuietPage } from '../components/quiet-page.js';
import { register, useProviders } from '../features/auth/api.js';
import { AccountForm } from '../features/auth/account-form.js';
import { acceptInvite, useInvitePreview } from '../features/workspaces/invites-api.js';
import { beginSession } from '../lib/session.js';

/** `/register`: makes an account, with an invitation where one is needed. */
export function RegisterScreen() {
  const { invite, next } = useSearch({ from: '/register' });
  const navigate = useNavigate();
  const { data: providers } = useProviders();
  const { data: preview } = useInvitePreview(invite);
  const closed = providers?.registration === 'closed' || (providers?.registration === 'invite' && !invite);
  /** The account came with the membership; accepting once more only says which workspace that is. */
  const goIn = async () => {
    const workspace = invite ? await acceptInvite(invite).catch(() => undefined) : undefined;
    if (workspace && !next) await navigate({ to: '/', search: { workspace: workspace.id, list: true }, replace: true });
    else await navigate({ to: next ?? '/', replace: true });
  };
  const toSignIn = (
    <Link to="/login" search={{ next }} className="font-medium text-accent hover:underline">
      Sign in
    </Link>
  );
  if (closed) {
    return (
      <QuietPage
        title={providers.registration === 'closed' ? 'Registration is closed' : 'You need an invitation'}
        lead={
          providers.registration === 'closed'
            ? 'Accounts on this server are made by its administrator.'
            : 'Ask somebody who is already in for an invitation link, and open it here.'
        }
        footer={<>Have an account? {toSignIn}</>}
      />
    );
  }
  return (
    <QuietPage
      title="Create an account"
      lead={preview ? `${preview.invitedBy} invited you to ${preview.workspace.name}.` : 'It takes half a minute.'}
      footer={<>Have an account? {toSignIn}</>}
    >
      <AccountForm
        action="Create account"
        create={(account) => register({ ...account, ...(invite ? { inviteCode: invite } : {}) })}
        onDone={(session) => {
          beginSession(session);
          void goIn();
        }}
      />
    </QuietPage>
  );
}
