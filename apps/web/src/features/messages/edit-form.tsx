import type { Message } from '#contract';
import { useMutation } from '@tanstack/react-query';
import { useRef, type KeyboardEvent } from 'react';
import { Button } from '../../components/ui/button.js';
import { sayError } from '../../lib/problem.js';
import { useGrowing } from '../../lib/use-growing.js';
import { editMessage } from './api.js';

/** The own message as a field, in its place. */
export function EditForm({ message, onDone }: { message: Message; onDone(): void }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const grow = useGrowing(field, 16);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (content: string) => editMessage(message.id, content),
    onSuccess: onDone,
  });
  const save = () => {
    const content = field.current?.value ?? '';
    if (content.trim() === '' || content === message.content) onDone();
    else mutate(content);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') onDone();
    if (event.key === 'Enter' && !event.shiftKey && !event.nativeEvent.isComposing) {
      event.preventDefault();
      save();
    }
  };
  return (
    <form
      className="mt-1 mb-2"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <textarea
        ref={field}
        rows={1}
        aria-label="Edit message"
        defaultValue={message.content}
        onInput={grow}
        onKeyDown={onKeyDown}
        autoFocus
        onFocus={(event) => event.currentTarget.setSelectionRange(-1, -1)}
        className="block w-full max-w-[72ch] resize-none rounded-sm border border-line-strong bg-raised px-3 py-2 touch:text-[1rem]"
      />
      {error && (
        <p role="alert" className="mt-1 text-13 text-bad">
          {sayError(error)}
        </p>
      )}
      <div className="mt-2 flex gap-2">
        <Button type="submit" size="sm" look="primary" busy={isPending}>
          Save
        </Button>
        <Button size="sm" look="quiet" onClick={onDone}>
          Cancel
        </Button>
      </div>
    </form>
  );
}
