import type { Message, RoomMe } from '#contract';
import { Copy, Info, Pencil, RefreshCw, Trash2, type LucideIcon } from 'lucide-react';
import { copyText } from '../../lib/clipboard.js';
import { sayError } from '../../lib/problem.js';
import { toast } from '../../components/ui/toasts.js';
import { regenerate, retry } from './api.js';

/** Something that one can do with a message, by button, menu or letter. */
export interface MessageAction {
  readonly key: string;
  readonly label: string;
  readonly icon: LucideIcon;
  readonly danger?: boolean;
  run(): void;
}

/** What the screen around the list takes care of. */
export interface MessageHandlers {
  onEdit(messageId: string): void;
  onDelete(message: Message): void;
  onDetails(message: Message): void;
}

const sayFailure = (error: unknown) => toast(sayError(error), 'bad');

export const askAgain = (message: Message): void => void regenerate(message.id).catch(sayFailure);

/** Retry of a failed answer is a new attempt of the same one; anything else asks for a new variant. */
export function tryAgain(message: Message): void {
  if (message.status === 'failed' && message.generation) void retry(message.generation.id).catch(sayFailure);
  else askAgain(message);
}

/** What I may do with this message, in the order of its buttons. */
export function actionsFor(
  message: Message,
  me: RoomMe | undefined,
  userId: string,
  handlers: MessageHandlers,
): MessageAction[] {
  if (message.deletedAt || message.author.type === 'system') return [];
  const own = message.author.type === 'user' && message.author.id === userId;
  const ended = message.status !== 'queued' && message.status !== 'streaming';
  const can: Partial<RoomMe['can']> = me?.can ?? {};
  const actions: MessageAction[] = [];
  if (message.content) {
    actions.push({
      key: 'c',
      label: 'Copy',
      icon: Copy,
      run: () => void copyText(message.content).then(() => toast('Copied')),
    });
  }
  if (message.author.type === 'assistant') {
    if (ended && can['generation.regenerate']) {
      actions.push({ key: 'r', label: 'Regenerate', icon: RefreshCw, run: () => askAgain(message) });
    }
    if (message.generation) {
      actions.push({ key: 'i', label: 'Answer details', icon: Info, run: () => handlers.onDetails(message) });
    }
  }
  if (own && can['message.editOwn']) {
    actions.push({ key: 'e', label: 'Edit', icon: Pencil, run: () => handlers.onEdit(message.id) });
  }
  if (ended && ((own && can['message.deleteOwn']) || can['message.deleteAny'])) {
    actions.push({ key: 'd', label: 'Delete', icon: Trash2, danger: true, run: () => handlers.onDelete(message) });
  }
  return actions;
}
