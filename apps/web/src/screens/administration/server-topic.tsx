import { Topic } from '../../components/topics.js';
import { TwoFactorRule } from '../../features/administration/two-factor-rule.js';

/** `/admin/settings`: what holds for the whole server. */
export const ServerTopic = () => (
  <Topic title="Server" home="/admin" lead="Changes are saved as you make them.">
    <TwoFactorRule />
  </Topic>
);
