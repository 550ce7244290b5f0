import { Topic } from '../../components/topics.js';
import { SessionList } from '../../features/settings/session-list.js';

/** `/settings/sessions`: where I am signed in. */
export const SessionsTopic = () => (
  <Topic
    title="Sessions"
    home="/settings"
    lead="The devices on which you are signed in. Sign out any that you don’t know."
  >
    <SessionList />
  </Topic>
);
