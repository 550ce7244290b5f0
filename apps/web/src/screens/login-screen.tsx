import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { QuietPage } from '../components/quiet-page.js';
import { useProviders } from '../features/auth/api.js';
import { LoginForm } from '../features/auth/login-form.js';
import { beginSession, sessionStore } from '../lib/session.js';
import { useStore } from '../lib/store.js';

/** `/login`: signs in and returns to where one was. */
export function LoginScreen() {
  const { next } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const session = useStore(sessionStore);
  const { data: providers } = useProviders();
  const reason = session.kind === 'anonymous' ? session.reason : undefined;
  return (
    <QuietPage
      title="Sign in"
      lead="Your rooms are as you left them."
      footer={
        providers?.registration === 'open' ? (
          <>
            New here?{' '}
            <Link to="/register" search={{ next }} className="font-medium text-accent hover:underline">
              Create an account
            </Link>
          </>
        ) : (
          'New here? Ask somebody who is already in for an invitation link.'
        )
      }
    >
      {reason && (
        <p role="status" className="mb-5 rounded-sm bg-warn-wash px-3 py-2 text-13 text-warn">
          {reason}
        </p>
      )}
      <LoginForm
        onDone={(answer) => {
          beginSession(answer);
          void navigate({ to: next ?? '/', replace: true });
        }}
      />
    </QuietPage>
  );
}
