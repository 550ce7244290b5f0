import type { Workspace } from '#contract';
import { useState } from 'react';
import { Button } from '../../components/ui/button.js';
import { Confirm } from '../../components/ui/confirm.js';
import { SavedText } from '../../components/ui/saved-field.js';
import { Section } from '../../components/ui/section.js';
import { toast } from '../../components/ui/toasts.js';
import { count } from '../../lib/text.js';
import { deleteWorkspace, leaveWorkspace, updateWorkspace } from './api.js';

/** Name and description; words to read for those who may not change them. */
export function AboutSection({ workspace }: { workspace: Workspace }) {
  const { id, name, description, can } = workspace;
  if (!can['workspace.update']) {
    return (
      <Section title={name} lead={count(workspace.memberCount, 'member')}>
        <p className="max-w-[34rem] text-pretty text-ink-soft">{description || 'There is no description.'}</p>
      </Section>
    );
  }
  return (
    <Section title="About" lead="Every member sees it, and whoever is invited.">
      <div className="flex max-w-[26rem] flex-col gap-4">
        <SavedText
          label="Name"
          name="name"
          required
          maxLength={80}
          autoComplete="off"
          value={name}
          save={(next) => updateWorkspace(id, { name: next })}
        />
        <SavedText
          label="Description"
          name="description"
          optional
          maxLength={500}
          autoComplete="off"
          value={description}
          save={(next) => updateWorkspace(id, { description: next })}
        />
      </div>
    </Section>
  );
}

interface LeaveProps {
  workspace: Workspace;
  userId: string;
  /** Where one goes when it is gone. */
  onGone(): void;
}

/** The ways out: to leave it, and to delete it for everybody. */
export function EndSections({ workspace, userId, onGone }: LeaveProps) {
  const [asked, setAsked] = useState<'leave' | 'delete'>();
  const close = () => setAsked(undefined);
  const { id, name, role } = workspace;
  return (
    <>
      <Section
        title="Leave"
        lead={
          role === 'owner'
            ? 'A workspace needs an owner: hand it over first, under Members, if you are the only one.'
            : 'You lose its rooms at once. To come back you need an invitation.'
        }
      >
        <Button onClick={() => setAsked('leave')}>Leave…</Button>
      </Section>
      {workspace.can['workspace.delete'] && (
        <Section
          title="Delete the workspace"
          lead="Its rooms and everything said in them are gone for everybody. This can’t be undone."
        >
          <Button onClick={() => setAsked('delete')} className="text-bad">
            Delete…
          </Button>
        </Section>
      )}
      {asked === 'leave' && (
        <Confirm
          title={`Leave ${name}?`}
          description="You lose its rooms at once; your private rooms in it are deleted. What you wrote in the others stays."
          action="Leave"
          run={() => leaveWorkspace(id, userId)}
          onDone={() => {
            onGone();
            toast(`You have left ${name}.`);
          }}
          onClose={close}
        />
      )}
      {asked === 'delete' && (
        <Confirm
          title={`Delete ${name}?`}
          description={`${count(workspace.memberCount, 'member')} and everything said here. This can’t be undone.`}
          action="Delete for good"
          typed={name}
          run={() => deleteWorkspace(workspace)}
          onDone={() => {
            onGone();
            toast(`${name} is deleted.`);
          }}
          onClose={close}
        />
      )}
    </>
  );
}
