import { QuietPage } from '../components/quiet-page.js';
import { Button } from '../components/ui/button.js';
import { Enrolment } from '../features/auth/enrolment.js';

interface EnrolmentScreenProps {
  onDone(): void;
  onSignOut(): void;
}

/** The only screen there is for somebody of whom the server demands a second factor that is not set up yet. */
export const EnrolmentScreen = ({ onDone, onSignOut }: EnrolmentScreenProps) => (
  <QuietPage
    title="Set up two-factor sign-in"
    lead="This server asks for it from your role before you can go on. It takes a minute and an authenticator app."
  >
    <Enrolment
      onDone={onDone}
      beside={
        <Button look="quiet" onClick={onSignOut}>
          Sign out
        </Button>
      }
    />
  </QuietPage>
);
