import type { Message } from '#contract';
import { Dialog } from '../../components/ui/dialog.js';
import type { Cast } from '../../lib/cast.js';
import { duration, moment } from '../../lib/dates.js';

/** What is known of how an answer came about. */
export function AnswerDetails({ message, cast, onClose }: { message: Message; cast: Cast; onClose(): void }) {
  const generation = message.generation;
  if (!generation) return null;
  const { usage, cost } = generation;
  const number = new Intl.NumberFormat();
  const about = usage?.estimated ? 'about ' : '';
  const facts: [string, string | undefined][] = [
    ['Model', generation.model ?? undefined],
    ['Provider', generation.provider ?? undefined],
    ['Asked by', cast.byId.get(generation.requestedBy)?.name],
    ['Tokens read', usage && about + number.format(usage.inputTokens)],
    ['Tokens written', usage && about + number.format(usage.outputTokens)],
    ['Cost', cost ? `${cost.amount} ${cost.currency}` : undefined],
    [
      'To the first word',
      generation.timeToFirstTokenMs === undefined ? undefined : duration(generation.timeToFirstTokenMs),
    ],
    ['In all', generation.durationMs === undefined ? undefined : duration(generation.durationMs)],
    ['Attempt', generation.attempt > 1 ? number.format(generation.attempt) : undefined],
    ['Failure', generation.error && `${generation.error.detail} (${generation.error.code})`],
    ['Begun', moment(message.createdAt)],
  ];
  return (
    <Dialog title="Answer details" onClose={onClose}>
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-6 gap-y-2.5 text-13">
        {facts.map(
          ([name, value]) =>
            value && (
              <div key={name} className="contents">
                <dt className="text-ink-faint">{name}</dt>
                <dd className="[overflow-wrap:anywhere] tabular-nums">{value}</dd>
              </div>
            ),
        )}
      </dl>
    </Dialog>
  );
}
