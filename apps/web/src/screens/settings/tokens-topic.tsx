import { Topic } from '../../components/topics.js';
import { CreateToken } from '../../features/settings/create-token.js';
import { TokenList } from '../../features/settings/token-list.js';
import { WithMe } from '../with-me.js';

/** `/settings/tokens`: keys for scripts that act for me. */
export const TokensTopic = () => (
  <Topic
    title="API tokens"
    home="/settings"
    lead={
      <>
        For scripts and other programs. What they can call stands in the{' '}
        <a href="/docs" className="font-medium text-accent hover:underline">
          API documentation
        </a>
        .
      </>
    }
  >
    <WithMe>{(me) => <TokenList create={<CreateToken me={me} />} />}</WithMe>
  </Topic>
);
