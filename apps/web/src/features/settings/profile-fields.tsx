import type { Language, Me } from '#contract';
import { updateMe } from './api.js';
import { SavedSelect, SavedText } from '../../components/ui/saved-field.js';

const NAMES: Record<Language, string> = {
  en: 'English',
  de: 'Deutsch',
  es: 'Español',
  fr: 'Français',
  ja: '日本語',
  ar: 'العربية',
};

const LANGUAGES = Object.keys(NAMES) as Language[];

const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
const zones = Intl.supportedValuesOf('timeZone');

/** How others see me. */
export const NameField = ({ me }: { me: Me }) => (
  <SavedText
    label="Name"
    name="displayName"
    value={me.displayName}
    required
    maxLength={80}
    autoComplete="name"
    hint={`How others see you. They mention you as @${me.username}.`}
    save={(displayName) => updateMe({ displayName })}
  />
);

/** Where the server writes to; changing it asks who I am. */
export const EmailField = ({ me }: { me: Me }) => (
  <SavedText
    label="E-mail"
    name="email"
    type="email"
    value={me.email}
    required
    autoComplete="email"
    hint="You can sign in with it. Only administrators see it."
    save={(email) => updateMe({ email })}
  />
);

/** The language that dates are written in, and the page where it speaks it. */
export const LanguageField = ({ me }: { me: Me }) => (
  <SavedSelect
    label="Language"
    name="language"
    value={me.language ?? ''}
    hint="Dates follow it at once; the words of the page are English for now."
    save={(choice) => updateMe({ language: choice === '' ? null : (choice as Language) })}
  >
    <option value="">As the browser asks</option>
    {LANGUAGES.map((language) => (
      <option key={language} value={language} lang={language}>
        {NAMES[language]}
      </option>
    ))}
  </SavedSelect>
);

/** The zone that times are shown in. */
export const TimeZoneField = ({ me }: { me: Me }) => (
  <SavedSelect
    label="Time zone"
    name="timeZone"
    value={me.timeZone ?? ''}
    save={(choice) => updateMe({ timeZone: choice === '' ? null : choice })}
  >
    <option value="">As the browser says ({ownZone})</option>
    {[...new Set([...(me.timeZone ? [me.timeZone] : []), ...zones])].map((zone) => (
      <option key={zone} value={zone}>
        {zone.replaceAll('_', ' ')}
      </option>
    ))}
  </SavedSelect>
);

const MINUTES = [5, 15, 30, 60, 240, 480];

/** After how long without input the page signs out. */
export const IdleField = ({ me }: { me: Me }) => (
  <SavedSelect
    label="Sign out when idle"
    name="idleLogoutMinutes"
    value={String(me.idleLogoutMinutes ?? '')}
    hint="For a computer that others can reach. Any tab that is used keeps all of them signed in."
    save={(choice) => updateMe({ idleLogoutMinutes: choice === '' ? null : Number(choice) })}
  >
    <option value="">Never</option>
    {[...new Set([...MINUTES, ...(me.idleLogoutMinutes ? [me.idleLogoutMinutes] : [])])]
      .sort((a, b) => a - b)
      .map((minutes) => (
        <option key={minutes} value={minutes}>
          {minutes < 60 ? `After ${minutes} minutes` : minutes === 60 ? 'After an hour' : `After ${minutes / 60} hours`}
        </option>
      ))}
  </SavedSelect>
);
