import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { QuietPage } from '../components/quiet-page.js';
import { ErrorState, Skeleton } from '../components/ui/states.js';
import { useProviders } from '../features/auth/api.js';
import { ForgotForm } from '../features/auth/forgot-form.js';

const toSignIn = (
  <Link to="/login" className="font-medium text-accent hover:underline">
    Back to sign in
  </Link>
);

/** `/forgot`: a link for a new password, by mail where this server sends any. */
export function ForgotScreen() {
  const providers = useProviders();
  const [sentTo, setSentTo] = useState<string>();
  const title = 'Forgot your password?';
  if (providers.isError) {
    return (
      <QuietPage title={title} footer={toSignIn}>
        <ErrorState
          title="The server does not answer"
          error={providers.error}
          onRetry={() => void providers.refetch()}
        />
      </QuietPage>
    );
  }
  if (!providers.data) {
    return (
      <QuietPage title={title} footer={toSignIn}>
        <Skeleton className="h-10 w-full rounded-sm" />
      </QuietPage>
    );
  }
  if (!providers.data.passwordResetByMail) {
    return (
      <QuietPage
        title={title}
        lead="This server sends no mail. Ask an administrator for a link with which you can choose a new one."
        footer={toSignIn}
      />
    );
  }
  if (sentTo) {
    return (
      <QuietPage
        title="Look into your mail"
        lead={
          <span role="status">
            If there is an account with <span className="font-medium text-ink [overflow-wrap:anywhere]">{sentTo}</span>,
            a link is on its way. It works once, and not for long.
          </span>
        }
        footer={toSignIn}
      />
    );
  }
  return (
    <QuietPage title={title} lead="We send you a link with which you choose a new one." footer={toSignIn}>
      <ForgotForm onDone={setSentTo} />
    </QuietPage>
  );
}
