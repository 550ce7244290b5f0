import { useNavigate } from '@tanstack/react-router';
import { AboutSection, EndSections } from '../../features/workspaces/general-sections.js';
import { WithMe } from '../with-me.js';
import { WorkspaceTopic } from './workspace-topic.js';

/** `/workspaces/<id>/general`: what it is called and what it is for, and the ways out. */
export function GeneralTopic() {
  const navigate = useNavigate();
  return (
    <WorkspaceTopic title="General">
      {(workspace) => (
        <WithMe>
          {(me) => (
            <>
              <AboutSection workspace={workspace} />
              <EndSections
                workspace={workspace}
                userId={me.id}
                onGone={() => void navigate({ to: '/', search: { list: true } })}
              />
            </>
          )}
        </WithMe>
      )}
    </WorkspaceTopic>
  );
}
