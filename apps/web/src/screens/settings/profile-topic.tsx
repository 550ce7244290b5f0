import { Section } from '../../components/ui/section.js';
import { Topic } from '../../components/topics.js';
import { AvatarPicker } from '../../features/settings/avatar-picker.js';
import { HuePicker } from '../../features/settings/hue-picker.js';
import { EmailField, LanguageField, NameField, TimeZoneField } from '../../features/settings/profile-fields.js';
import { WithMe } from '../with-me.js';

/** `/settings/profile`: how others see me, and how I read dates. */
export const ProfileTopic = () => (
  <Topic title="Profile" home="/settings" lead="Changes are saved as you make them.">
    <WithMe>
      {(me) => (
        <>
          <Section title="How others see you">
            <div className="flex max-w-sm flex-col gap-6">
              <AvatarPicker me={me} />
              <NameField me={me} />
              <HuePicker me={me} />
            </div>
          </Section>
          <Section title="Contact">
            <div className="max-w-sm">
              <EmailField me={me} />
            </div>
          </Section>
          <Section title="Language and time">
            <div className="flex max-w-sm flex-col gap-6">
              <LanguageField me={me} />
              <TimeZoneField me={me} />
            </div>
          </Section>
        </>
      )}
    </WithMe>
  </Topic>
);
