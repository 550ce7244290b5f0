import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { CopyField } from '../../components/ui/copy-field.js';
import { Dialog, DialogActions } from '../../components/ui/dialog.js';
import { SelectField } from '../../components/ui/field.js';
import { FormError } from '../../components/ui/states.js';
import { distance } from '../../lib/dates.js';
import { createInvite } from './api.js';

interface InvitePeopleProps {
  workspaceId: string;
  name: string;
  onClose(): void;
}

/** Makes a link by which others come into the workspace. */
export function InvitePeople({ workspaceId, name, onClose }: InvitePeopleProps) {
  const [role, setRole] = useState<'member' | 'guest'>('member');
  const { mutate, isPending, error, data } = useMutation({ mutationFn: () => createInvite(workspaceId, role) });
  return (
    <Dialog title={`Invite people to ${name}`} description="Send the link to whoever shall come in." onClose={onClose}>
      {data ? (
        <>
          <CopyField label="Invitation link" value={data.url} />
          <p className="mt-3 text-13 text-ink-faint">It ends {distance(data.expiresAt)}.</p>
        </>
      ) : (
        <SelectField
          label="They come as"
          value={role}
          onChange={(event) => setRole(event.target.value as 'member' | 'guest')}
          hint={
            role === 'member' ? 'Sees the public rooms and can make rooms.' : 'Sees only rooms that they were added to.'
          }
        >
          <option value="member">Member</option>
          <option value="guest">Guest</option>
        </SelectField>
      )}
      <FormError error={error} fields={{}} />
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          {data ? 'Done' : 'Cancel'}
        </Button>
        {!data && (
          <Button look="primary" busy={isPending} onClick={() => mutate()}>
            Make a link
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}
