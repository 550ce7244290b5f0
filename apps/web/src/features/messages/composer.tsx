import { ArrowUp } from 'lucide-react';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { Cast } from '../../lib/cast.js';
import { cn } from '../../lib/cn.js';
import { deviceStorage } from '../../lib/storage.js';
import { useGrowing } from '../../lib/use-growing.js';
import { IconButton } from '../../components/ui/icon-button.js';
import { candidates, complete, completionAt, type Completion } from './completion.js';
import { MentionList } from './mention-list.js';

interface ComposerProps {
  roomId: string;
  placeholder: string;
  /** Characters in a message at most; the server decides, this only warns. */
  limit: number;
  cast: Cast;
  onSend(content: string): void;
  onTyping(active: boolean): void;
}

/** So many characters before the limit the counter appears. */
const WARN_BEFORE = 500;

const draftKey = (roomId: string) => `draft.${roomId}`;

/** The field where one writes. Enter sends, Shift+Enter breaks the line, `@` offers who is here. */
export function Composer({ roomId, placeholder, limit, cast, onSend, onTyping }: ComposerProps) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [text, setText] = useState(() => deviceStorage.read(draftKey(roomId)) ?? '');
  const [completion, setCompletion] = useState<Completion>();
  const [active, setActive] = useState(0);
  const listId = useId();
  const grow = useGrowing(field, 8);
  useEffect(grow, [text, grow]);
  const offered = completion ? candidates(cast.members, completion.query) : [];
  const picked = offered[Math.min(active, offered.length - 1)];
  const length = text.length > limit - WARN_BEFORE ? Array.from(text).length : 0;

  const change = (next: string, caret: number) => {
    setText(next);
    setCompletion(completionAt(next, caret));
    setActive(0);
    deviceStorage.write(draftKey(roomId), next || null);
    onTyping(next.trim() !== '');
  };
  const pick = (handle: string) => {
    if (!completion || !field.current) return;
    const done = complete(text, field.current.selectionStart, completion, handle);
    change(done.text, done.caret);
    setCompletion(undefined);
    requestAnimationFrame(() => field.current?.setSelectionRange(done.caret, done.caret));
    field.current.focus();
  };
  const send = () => {
    if (text.trim() === '') return;
    onSend(text.trim());
    change('', 0);
    onTyping(false);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const written = event.key === 'Enter' && picked?.handle === completion?.query;
    const plain = !event.shiftKey && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (picked && plain && !written) {
      if (event.key === 'ArrowDown') setActive((active + 1) % offered.length);
      else if (event.key === 'ArrowUp') setActive((active + offered.length - 1) % offered.length);
      else if (event.key === 'Enter' || event.key === 'Tab') pick(picked.handle);
      else if (event.key === 'Escape') setCompletion(undefined);
      else return;
      event.preventDefault();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      send();
    }
  };

  return (
    <form
      className="relative"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {picked && <MentionList id={listId} members={offered} active={picked} onPick={pick} />}
      <div className="flex items-end gap-1 rounded-md border border-line-strong bg-raised p-1.5 pl-3.5 transition-colors duration-150 focus-within:border-accent">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label="Message"
          aria-autocomplete="list"
          aria-haspopup="listbox"
          aria-controls={picked ? listId : undefined}
          aria-activedescendant={picked ? `${listId}-${picked.id}` : undefined}
          aria-describedby={length > 0 ? `${listId}-length` : undefined}
          placeholder={placeholder}
          enterKeyHint="send"
          onChange={(event) => change(event.target.value, event.target.selectionStart)}
          onSelect={(event) => {
            const { value, selectionStart, selectionEnd } = event.currentTarget;
            // Only follows the caret: what Escape has closed stays closed, in the very same key press too.
            if (selectionStart === selectionEnd) {
              setCompletion((open) => open && completionAt(value, selectionStart));
            }
          }}
          onBlur={() => setCompletion(undefined)}
          onKeyDown={onKeyDown}
          className="block min-w-0 flex-1 resize-none bg-transparent py-1 leading-6 outline-none placeholder:truncate placeholder:text-ink-faint touch:py-2.5 touch:text-[1rem]"
        />
        {length > 0 && (
          <span
            id={`${listId}-length`}
            aria-live="polite"
            className={cn('pb-1.5 text-12 tabular-nums', length > limit ? 'text-bad' : 'text-ink-faint')}
          >
            {length.toLocaleString()} / {limit.toLocaleString()}
          </span>
        )}
        <IconButton
          type="submit"
          label="Send"
          hint="Enter"
          side="top"
          icon={ArrowUp}
          disabled={text.trim() === ''}
          className="bg-accent !text-accent-ink hover:!bg-accent hover:brightness-110 disabled:bg-sunken disabled:!text-ink-faint disabled:!opacity-100"
        />
      </div>
    </form>
  );
}
