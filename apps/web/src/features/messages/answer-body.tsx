import type { Message, QueueItem } from '#contract';
import { CircleAlert, CircleStop, RefreshCw } from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { memberFor, type Cast } from '../../lib/cast.js';
import { ordinal } from '../../lib/text.js';
import { useLiveText } from '../../realtime/live-store.js';
import { tryAgain } from './actions.js';
import { Fold, keepUnfolded } from './fold.js';
import { Markdown } from './markdown/markdown.js';

interface AnswerBodyProps {
  message: Message;
  cast: Cast;
  queue: readonly QueueItem[];
  mayRegenerate: boolean;
}

/** What an assistant says, in each of its states. */
export function AnswerBody({ message, cast, queue, mayRegenerate }: AnswerBodyProps) {
  switch (message.status) {
    case 'queued':
    case 'streaming':
      return <Growing message={message} cast={cast} queue={queue} />;
    case 'stopped':
      return (
        <Ended message={message} cast={cast}>
          <CircleStop size={14} aria-hidden className="shrink-0" />
          <span>{message.content ? 'Stopped here' : 'Stopped before it began'}</span>
          {mayRegenerate && <Again message={message}>Ask again</Again>}
        </Ended>
      );
    case 'failed':
      return (
        <Ended message={message} cast={cast}>
          <CircleAlert size={14} aria-hidden className="shrink-0 text-bad" />
          <span>{message.generation?.error?.detail ?? 'Something went wrong while answering.'}</span>
          {mayRegenerate && <Again message={message}>Retry</Again>}
        </Ended>
      );
    case 'complete':
      return (
        <Fold id={message.id}>
          <Markdown source={message.content} cast={cast} />
        </Fold>
      );
  }
}

function Growing({ message, cast, queue }: Omit<AnswerBodyProps, 'mayRegenerate'>) {
  const live = useLiveText(message.id);
  const alive = live && !live.ended && live.generationId === message.generation?.id ? live : undefined;
  // What was there before a new variant or attempt stays until its first word (rulings 14).
  const text = alive?.parts.text || message.content;
  const former = text !== '' && !alive?.parts.text && message.status === 'queued';
  // Somebody who watched it grow has it unfolded when it is done.
  useEffect(() => {
    if (text.length > 0) keepUnfolded(message.id);
  }, [message.id, text.length]);
  if (text === '') return <Waiting message={message} cast={cast} queue={queue} />;
  if (former) {
    return (
      <>
        <div className="opacity-55">
          <Markdown source={text} cast={cast} />
        </div>
        <Waiting message={message} cast={cast} queue={queue} />
      </>
    );
  }
  return (
    <div className="relative">
      <span
        aria-hidden
        className="absolute inset-y-1 -left-1.5 w-0.5 rounded-full bg-person opacity-60 md:-left-[0.4375rem]"
      />
      <Markdown source={text} cast={cast} streaming />
    </div>
  );
}

/** Stands where the answer will be. */
function Waiting({ message, cast, queue }: Omit<AnswerBodyProps, 'mayRegenerate'>) {
  const place = queue.find((item) => item.messageId === message.id)?.position;
  const asker = message.generation && cast.byId.get(message.generation.requestedBy)?.name;
  const name = memberFor(cast, message.author).name;
  const state = message.status === 'queued' && place ? placeInLine(place) : `${name} is reading`;
  return (
    <p className="flex items-center gap-2 text-ink-faint" data-testid="answer-waiting">
      <span aria-hidden className="shimmer size-2 shrink-0 rounded-full bg-person" />
      {state}
      {asker && ` · ${asker} asks`}
    </p>
  );
}

const placeInLine = (place: number) => `${place === 1 ? 'Next' : ordinal(place)} in line`;

function Ended({ message, cast, children }: { message: Message; cast: Cast; children: ReactNode }) {
  return (
    <>
      {message.content && (
        <Fold id={message.id}>
          <Markdown source={message.content} cast={cast} />
        </Fold>
      )}
      <p className="mt-1.5 flex flex-wrap items-center gap-x-2 text-13 text-ink-faint first:mt-0">{children}</p>
    </>
  );
}

const Again = ({ message, children }: { message: Message; children: string }) => (
  <button
    type="button"
    onClick={() => tryAgain(message)}
    className="inline-flex items-center gap-1.5 rounded-sm px-1.5 py-0.5 font-medium text-accent hover:bg-accent-wash touch:min-h-11"
  >
    <RefreshCw size={14} aria-hidden />
    {children}
  </button>
);
