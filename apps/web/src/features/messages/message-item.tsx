import type { Message, QueueItem, RoomMe } from '#contract';
import { memo, useState, type FocusEvent, type KeyboardEvent } from 'react';
import { memberFor, type Cast } from '../../lib/cast.js';
import { moment } from '../../lib/dates.js';
import { actionsFor, type MessageHandlers } from './actions.js';
import { AnswerBody } from './answer-body.js';
import { EditForm } from './edit-form.js';
import { Fold } from './fold.js';
import { Markdown } from './markdown/markdown.js';
import { MessageFrame } from './message-frame.js';
import { MessageToolbar } from './message-toolbar.js';

interface MessageItemProps {
  message: Message;
  first: boolean;
  cast: Cast;
  queue: readonly QueueItem[];
  me: RoomMe | undefined;
  userId: string;
  handlers: MessageHandlers;
  editing: boolean;
  onEditDone(): void;
  /** It is the one that the keyboard is at. */
  current: boolean;
  onCurrent(messageId: string): void;
}

/** One message that has arrived. */
export const MessageItem = memo(function MessageItem(props: MessageItemProps) {
  const { message, first, cast, me, userId, handlers, editing, current, onCurrent } = props;
  const [near, setNear] = useState(false);
  const author = memberFor(cast, message.author);
  if (message.author.type === 'system') return <SystemLine message={message} />;

  const actions = near || current ? actionsFor(message, me, userId, handlers) : [];
  const byLetter = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const action = actions.find(({ key }) => key === event.key);
    if (!action) return;
    event.preventDefault();
    action.run();
  };
  const leave = (event: FocusEvent) => {
    if (!event.currentTarget.contains(event.relatedTarget)) setNear(false);
  };
  const model = message.author.type === 'assistant' ? message.generation?.model : undefined;
  return (
    <MessageFrame
      author={author}
      createdAt={message.createdAt}
      first={first}
      tabIndex={current ? 0 : -1}
      data-message-id={message.id}
      data-seq={message.seq}
      data-status={message.status}
      onPointerEnter={() => setNear(true)}
      onPointerLeave={() => setNear(false)}
      onFocus={() => {
        setNear(true);
        onCurrent(message.id);
      }}
      onBlur={leave}
      onKeyDown={byLetter}
      badges={
        <>
          {model && (
            <span
              className="max-w-40 truncate rounded-[4px] bg-sunken px-1.5 py-px text-12 text-ink-soft"
              title={model}
            >
              {model}
            </span>
          )}
        </>
      }
    >
      {editing ? <EditForm message={message} onDone={props.onEditDone} /> : <Body {...props} />}
      {near && !editing && actions.length > 0 && <MessageToolbar actions={actions} author={author.name} />}
    </MessageFrame>
  );
});

function Body({ message, cast, queue, me }: MessageItemProps) {
  if (message.deletedAt) return <p className="text-ink-faint italic">This message was deleted</p>;
  if (message.author.type === 'assistant') {
    const mayRegenerate = me?.can['generation.regenerate'] ?? false;
    return <AnswerBody message={message} cast={cast} queue={queue} mayRegenerate={mayRegenerate} />;
  }
  return (
    <>
      <Fold id={message.id}>
        <Markdown source={message.content} cast={cast} />
      </Fold>
      {message.editedAt && (
        <span className="text-12 text-ink-faint" title={moment(message.editedAt)}>
          edited
        </span>
      )}
    </>
  );
}

/** What happened in the room, said by nobody. */
const SystemLine = ({ message }: { message: Message }) => (
  <article
    aria-label="notice"
    data-message-id={message.id}
    data-seq={message.seq}
    data-status={message.status}
    className="px-4 py-2 pl-15 text-13 text-ink-faint md:px-6 md:pl-17"
  >
    {message.content}
  </article>
);
