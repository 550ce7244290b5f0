import { Section } from '../../components/ui/section.js';
import { Topic } from '../../components/topics.js';
import { PasswordSection } from '../../features/auth/password-section.js';
import { TwoFactorSection } from '../../features/auth/two-factor-section.js';
import { IdleField } from '../../features/settings/profile-fields.js';
import { WithMe } from '../with-me.js';

/** `/settings/security`: what it takes to be me. */
export const SecurityTopic = () => (
  <Topic title="Security" home="/settings">
    <WithMe>
      {(me) => (
        <>
          <PasswordSection me={me} />
          <TwoFactorSection me={me} />
          <Section title="When you are away">
            <div className="max-w-sm">
              <IdleField me={me} />
            </div>
          </Section>
        </>
      )}
    </WithMe>
  </Topic>
);
