import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { QuietPage } from '../components/quiet-page.js';
import { Button } from '../components/ui/button.js';
import { ResetForm } from '../features/auth/reset-form.js';

/** The one-time token of the link; the part after `#` never leaves the browser by itself. */
const tokenOfAddress = () => new URLSearchParams(location.hash.slice(1)).get('token') ?? undefined;

/** `/reset#token=…`: choose a new password, then sign in with it. */
export function ResetScreen() {
  const [token] = useState(tokenOfAddress);
  const [state, setState] = useState<'open' | 'done' | 'refused'>(token ? 'open' : 'refused');
  const navigate = useNavigate();
  if (state === 'done') {
    return (
      <QuietPage title="That is your new password" lead="Sign in with it. You are signed out everywhere else.">
        <Button look="primary" className="w-full" autoFocus onClick={() => void navigate({ to: '/login' })}>
          Sign in
        </Button>
      </QuietPage>
    );
  }
  if (state === 'refused' || !token) {
    return (
      <QuietPage
        title="This link does not work"
        lead="Such a link works once, and not for long. Ask for a new one where this one came from."
        footer={
          <Link to="/forgot" className="font-medium text-accent hover:underline">
            Forgot your password?
          </Link>
        }
      />
    );
  }
  return (
    <QuietPage title="Choose a password" lead="From then on you sign in with it.">
      <ResetForm
        token={token}
        onDone={() => {
          history.replaceState(history.state, '', '/reset');
          setState('done');
        }}
        onRefused={() => setState('refused')}
      />
    </QuietPage>
  );
}
