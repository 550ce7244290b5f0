import type { LoginAnswer } from '#contract';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { QuietPage } from '../components/quiet-page.js';
import { Notice } from '../components/ui/notice.js';
import { useProviders } from '../features/auth/api.js';
import { CodeStep } from '../features/auth/code-step.js';
import { LoginForm } from '../features/auth/login-form.js';
import { beginSession, sessionStore } from '../lib/session.js';
import { useStore } from '../lib/store.js';

const link = 'font-medium text-accent hover:underline';

/** `/login`: signs in, with a second step where the account has one, and returns to where one was. */
export function LoginScreen() {
  const { next } = useSearch({ from: '/login' });
  const navigate = useNavigate();
  const session = useStore(sessionStore);
  const { data: providers } = useProviders();
  const [challenge, setChallenge] = useState<string>();
  const [ended, setEnded] = useState(false);
  const reason = session.kind === 'anonymous' ? session.reason : undefined;
  const onAnswer = (answer: LoginAnswer) => {
    setEnded(false);
    if ('challenge' in answer) return setChallenge(answer.challenge);
    beginSession(answer);
    void navigate({ to: next ?? '/', replace: true });
  };
  const backToPassword = () => setChallenge(undefined);
  if (challenge) {
    return (
      <QuietPage
        title="One more step"
        lead="Your password was right. Now show that it is you."
        footer={
          <button type="button" onClick={backToPassword} className={link}>
            Back to the password
          </button>
        }
      >
        <CodeStep
          challenge={challenge}
          onDone={onAnswer}
          onEnded={() => {
            setEnded(true);
            backToPassword();
          }}
        />
      </QuietPage>
    );
  }
  return (
    <QuietPage
      title="Sign in"
      lead="Your rooms are as you left them."
      footer={
        providers?.registration === 'open' ? (
          <>
            New here?{' '}
            <Link to="/register" search={{ next }} className={link}>
              Create an account
            </Link>
          </>
        ) : (
          'New here? Ask somebody who is already in for an invitation link.'
        )
      }
    >
      <div role="status" className="mb-5 empty:hidden">
        {ended ? (
          <Notice tone="warn">That took too long. Begin with your password again.</Notice>
        ) : (
          reason && <Notice tone="warn">{reason}</Notice>
        )}
      </div>
      <LoginForm onDone={onAnswer}>
        <Link to="/forgot" className={`self-start text-13 ${link}`}>
          Forgot your password?
        </Link>
      </LoginForm>
    </QuietPage>
  );
}
