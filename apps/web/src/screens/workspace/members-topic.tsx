import { MemberList } from '../../features/workspaces/member-list.js';
import { WithMe } from '../with-me.js';
import { WorkspaceTopic } from './workspace-topic.js';

/** `/workspaces/<id>/members`: who is in it, and as what. */
export const MembersTopic = () => (
  <WorkspaceTopic
    title="Members"
    lead="Members see the public rooms and can make rooms; guests see only the rooms that they were added to."
  >
    {(workspace) => <WithMe>{(me) => <MemberList workspace={workspace} userId={me.id} />}</WithMe>}
  </WorkspaceTopic>
);
