import { Link } from '@tanstack/react-router';
import { QuietPage } from '../components/quiet-page.js';
import { Button } from '../components/ui/button.js';

/** An address that leads nowhere. */
export const NotFoundScreen = () => (
  <QuietPage title="Nothing here" lead="This address leads nowhere, or what it led to is gone.">
    <Link to="/" className="font-medium text-accent hover:underline">
      To my rooms
    </Link>
  </QuietPage>
);

/** The server did not answer, or the page broke. */
export const UnreachableScreen = ({ error }: { error: unknown }) => (
  <QuietPage
    title={
      error instanceof Error && error.message === 'unreachable'
        ? 'The server does not answer'
        : 'Something went wrong here'
    }
    lead="Nothing that was sent is lost. Try again in a moment."
  >
    <Button look="primary" onClick={() => location.reload()}>
      Try again
    </Button>
  </QuietPage>
);
