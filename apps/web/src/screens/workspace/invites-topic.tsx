import { MailX, UserPlus } from 'lucide-react';
import { openDialog } from '../../app/dialogs.js';
import { Button } from '../../components/ui/button.js';
import { EmptyState } from '../../components/ui/states.js';
import { InviteList } from '../../features/workspaces/invite-list.js';
import { WorkspaceTopic } from './workspace-topic.js';

/** `/workspaces/<id>/invitations`: which are out, and new ones. */
export const InvitesTopic = () => (
  <WorkspaceTopic title="Invitations" lead="Those that are out and can be used. Taking one back works at once.">
    {(workspace) =>
      workspace.can['workspace.invite'] ? (
        <InviteList
          workspace={workspace}
          create={
            <Button look="primary" onClick={() => openDialog({ kind: 'invite-people', workspace })}>
              <UserPlus size={16} strokeWidth={1.75} aria-hidden />
              Invite people
            </Button>
          }
        />
      ) : (
        <EmptyState icon={MailX} title="Guests invite nobody">
          Ask a member of this workspace.
        </EmptyState>
      )
    }
  </WorkspaceTopic>
);
