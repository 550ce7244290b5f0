import type { ServerRole, ServerSettings } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { Checkbox } from '../../components/ui/checkbox.js';
import { Saved } from '../../components/ui/notice.js';
import { Section } from '../../components/ui/section.js';
import { ErrorState, Skeleton } from '../../components/ui/states.js';
import { sayError } from '../../lib/problem.js';
import { updateServerSettings, useServerSettings } from './api.js';
import { ROLES } from './search.js';

const PLURAL: Record<ServerRole, string> = {
  admin: 'Administrators',
  manager: 'Managers',
  user: 'Users',
  kid: 'Kids',
};

/** Which server roles have to sign in with a second factor. */
export function TwoFactorRule() {
  const settings = useServerSettings();
  return (
    <Section
      title="Two-factor sign-in"
      lead="People in these roles have to set it up before they can do anything else, at once and at each new sign-in."
    >
      {settings.isError ? (
        <ErrorState
          title="The settings could not be loaded"
          error={settings.error}
          onRetry={() => void settings.refetch()}
        />
      ) : settings.data ? (
        <Choice settings={settings.data} />
      ) : (
        <div role="status" aria-label="Loading the settings" className="flex h-36 flex-col gap-6 pt-3">
          {ROLES.map((role) => (
            <Skeleton key={role} className="w-32" />
          ))}
        </div>
      )}
    </Section>
  );
}

function Choice({ settings }: { settings: ServerSettings }) {
  const required = settings.twoFactorRequiredFor;
  const { mutate, variables, isPending, isSuccess, error } = useMutation({ mutationFn: updateServerSettings });
  const shown = isPending ? (variables.twoFactorRequiredFor ?? required) : required;
  return (
    <fieldset>
      <legend className="mb-1 text-13 font-medium">Required for</legend>
      {ROLES.map((role) => (
        <Checkbox
          key={role}
          name={role}
          label={PLURAL[role]}
          checked={shown.includes(role)}
          disabled={isPending}
          onChange={(event) =>
            mutate({
              twoFactorRequiredFor: ROLES.filter((it) => (it === role ? event.target.checked : required.includes(it))),
            })
          }
        />
      ))}
      <p role="status" className="mt-1 h-5 text-13">
        {error ? <span className="text-bad">{sayError(error)}</span> : isSuccess && <Saved />}
      </p>
    </fieldset>
  );
}
