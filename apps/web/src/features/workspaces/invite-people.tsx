import type { Invite } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { SelectField, TextField } from '../../components/ui/field.js';
import { Form } from '../../components/ui/form.js';
import { FormError } from '../../components/ui/states.js';
import { numberOf, textOf } from '../../lib/forms.js';
import { fieldErrors } from '../../lib/problem.js';
import { InviteMade } from './invite-made.js';
import { createInvite, type NewInvite } from './invites-api.js';
import { ROLE_HINTS } from './roles.js';

interface InvitePeopleProps {
  workspaceId: string;
  name: string;
  onClose(): void;
}

const SPANS = [
  { hours: 24, words: 'In a day' },
  { hours: 168, words: 'In a week' },
  { hours: 720, words: 'In 30 days' },
  { hours: 8760, words: 'In a year' },
];

/** Invites one person by name or address, or makes a link for whoever has it. */
export function InvitePeople({ workspaceId, name, onClose }: InvitePeopleProps) {
  const [made, setMade] = useState<{ invite: Invite; whom: string | undefined }>();
  return (
    <Dialog title={`Invite people to ${name}`} onClose={onClose}>
      {made ? (
        <InviteMade {...made} onClose={onClose} onMore={() => setMade(undefined)} />
      ) : (
        <InviteForm
          create={(body) => createInvite(workspaceId, body)}
          onMade={(invite, { username, email }) => setMade({ invite, whom: username ?? email })}
          onClose={onClose}
        />
      )}
    </Dialog>
  );
}

interface InviteFormProps {
  create(body: NewInvite): Promise<Invite>;
  onMade(invite: Invite, body: NewInvite): void;
  onClose(): void;
}

function InviteForm({ create, onMade, onClose }: InviteFormProps) {
  const [kind, setKind] = useState<'link' | 'person'>('link');
  const [role, setRole] = useState<'member' | 'guest'>('member');
  const { mutate, isPending, error } = useMutation({ mutationFn: create, onSuccess: onMade });
  const errors = fieldErrors(error);
  const whoIsWrong = errors.username ?? errors.email;
  return (
    <Form className="flex flex-col gap-4" error={error} onSubmit={(form) => mutate(bodyOf(form))}>
      <SelectField
        label="Invite"
        name="kind"
        value={kind}
        onChange={(event) => setKind(event.target.value as 'link' | 'person')}
      >
        <option value="link">Whoever has the link</option>
        <option value="person">One person</option>
      </SelectField>
      {kind === 'person' && (
        <TextField
          label="Username or e-mail"
          name="whom"
          required
          maxLength={191}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          error={whoIsWrong}
          autoFocus
        />
      )}
      <SelectField
        label="They come as"
        name="role"
        value={role}
        hint={ROLE_HINTS[role]}
        onChange={(event) => setRole(event.target.value as 'member' | 'guest')}
      >
        <option value="member">Member</option>
        <option value="guest">Guest</option>
      </SelectField>
      <div className="grid grid-cols-2 gap-3">
        <SelectField label="It ends" name="expiresInHours" defaultValue={168}>
          {SPANS.map(({ hours, words }) => (
            <option key={hours} value={hours}>
              {words}
            </option>
          ))}
        </SelectField>
        {kind === 'link' && (
          <TextField
            label="How many may use it"
            name="maxUses"
            type="number"
            inputMode="numeric"
            min={1}
            max={1000}
            placeholder="No limit"
            error={errors.maxUses}
          />
        )}
      </div>
      <FormError error={error} fields={whoIsWrong ? { whom: whoIsWrong } : {}} />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          Cancel
        </Button>
        <Button type="submit" look="primary" busy={isPending}>
          {kind === 'person' ? 'Invite' : 'Make a link'}
        </Button>
      </DialogActions>
    </Form>
  );
}

function bodyOf(form: FormData): NewInvite {
  const whom = textOf(form, 'whom').trim().replace(/^@/, '');
  const maxUses = numberOf(form, 'maxUses');
  return {
    role: textOf(form, 'role') as 'member' | 'guest',
    expiresInHours: Number(textOf(form, 'expiresInHours')),
    ...(whom === '' ? {} : whom.includes('@') ? { email: whom } : { username: whom }),
    ...(maxUses === null ? {} : { maxUses }),
  };
}
