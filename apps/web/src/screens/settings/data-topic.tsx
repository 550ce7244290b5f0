import { Topic } from '../../components/topics.js';
import { ExportSection, LeaveSections } from '../../features/settings/data-sections.js';
import { WithMe } from '../with-me.js';

/** `/settings/data`: a copy of what is mine, and the ways to leave. */
export const DataTopic = () => (
  <Topic title="Your data" home="/settings">
    <WithMe>
      {(me) => (
        <>
          <ExportSection me={me} />
          <LeaveSections me={me} />
        </>
      )}
    </WithMe>
  </Topic>
);
