import type { Assistant } from '#contract';
import { Pencil } from 'lucide-react';
import { Avatar } from '../../components/ui/avatar.js';
import { IconButton } from '../../components/ui/icon-button.js';
import { hueOf } from '../../lib/ids.js';

const MODE: Record<Assistant['replyMode'], string> = { mention: '', always: 'answers everything', paused: 'paused' };

interface AssistantListProps {
  assistants: readonly Assistant[];
  /** Absent for those who may not change them. */
  onEdit?: ((assistant: Assistant) => void) | undefined;
}

/** The assistants of a room. */
export function AssistantList({ assistants, onEdit }: AssistantListProps) {
  if (assistants.length === 0) return <p className="text-13 text-ink-faint">There is no assistant in this room.</p>;
  return (
    <ul className="flex flex-col">
      {assistants.map((assistant) => (
        <li key={assistant.id} className="flex min-h-12 items-center gap-2.5">
          <Avatar name={assistant.name} hue={hueOf(assistant.id)} kind="assistant" size={32} />
          <div className="min-w-0 flex-1 leading-5">
            <p className="truncate">
              {assistant.name} <span className="text-13 text-ink-faint">@{assistant.handle}</span>
            </p>
            <p className="truncate text-12 text-ink-faint">
              {[assistant.model ?? 'default model', MODE[assistant.replyMode]].filter(Boolean).join(' · ')}
            </p>
          </div>
          {onEdit && (
            <IconButton label={`Edit ${assistant.name}`} icon={Pencil} side="left" onClick={() => onEdit(assistant)} />
          )}
        </li>
      ))}
    </ul>
  );
}
