import type { Cast } from '../../lib/cast.js';
import { useStore } from '../../lib/store.js';
import { enumerate } from '../../lib/text.js';
import { typingStore } from '../../realtime/typing-store.js';

const NOBODY: readonly string[] = [];

/** Who is typing, under the field. Its place is always there, so that nothing jumps. */
export function TypingLine({ roomId, cast }: { roomId: string; cast: Cast }) {
  const typing = useStore(typingStore, (byRoom) => byRoom[roomId] ?? NOBODY);
  const names = typing.flatMap((id) => cast.byId.get(id)?.name ?? []);
  return (
    <p className="h-6 truncate px-3.5 pt-0.5 text-12 leading-5 text-ink-faint" data-testid="typing">
      {names.length > 0 && `${enumerate(names)} ${names.length === 1 ? 'is' : 'are'} typing…`}
    </p>
  );
}
