import type { RoomView } from '#contract';
import { Command } from 'cmdk';
import { Hash, Lock, type LucideIcon } from 'lucide-react';
import { Dialog } from 'radix-ui';

export interface PaletteCommand {
  readonly label: string;
  readonly icon: LucideIcon;
  run(): void;
}

interface PaletteProps {
  rooms: readonly RoomView[];
  commands: readonly PaletteCommand[];
  onRoom(roomId: string): void;
  onClose(): void;
}

const ITEM =
  'flex h-10 cursor-pointer items-center gap-2.5 rounded-sm px-3 text-ink-soft data-[selected=true]:bg-wash data-[selected=true]:text-ink touch:h-11';
const GROUP =
  'p-1 **:[[cmdk-group-heading]]:px-3 **:[[cmdk-group-heading]]:py-1.5 **:[[cmdk-group-heading]]:text-12 **:[[cmdk-group-heading]]:text-ink-faint';

/** Ctrl/Cmd+K: jump to a room or do something, by a few letters. */
export function Palette({ rooms, commands, onRoom, onClose }: PaletteProps) {
  const done = (run: () => void) => () => {
    onClose();
    run();
  };
  return (
    <Dialog.Root open onOpenChange={(open) => !open && onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Dialog.Content
          aria-describedby={undefined}
          className="rise fixed inset-x-3 top-3 z-40 overflow-hidden rounded-md bg-raised shadow-lift md:inset-x-auto md:top-[14vh] md:left-1/2 md:w-[34rem] md:-translate-x-1/2"
        >
          <Dialog.Title className="sr-only">Jump to</Dialog.Title>
          <Command label="Jump to" loop>
            <Command.Input
              placeholder="Jump to a room, or do something…"
              className="h-13 w-full rounded-none border-b border-line bg-transparent px-4 outline-none placeholder:text-ink-faint touch:text-[1rem]"
            />
            <Command.List className="max-h-[50vh] overflow-y-auto">
              <Command.Empty className="px-4 py-8 text-center text-13 text-ink-faint">
                Nothing by that name.
              </Command.Empty>
              <Command.Group heading="Rooms" className={GROUP}>
                {rooms.map((room) => {
                  const Icon = room.visibility === 'public' ? Hash : Lock;
                  return (
                    <Command.Item
                      key={room.id}
                      value={`${room.title} ${room.id}`}
                      keywords={[room.topic]}
                      onSelect={done(() => onRoom(room.id))}
                      className={ITEM}
                    >
                      <Icon size={16} strokeWidth={1.75} aria-hidden className="shrink-0 text-ink-faint" />
                      <span className="truncate">{room.title}</span>
                      {room.topic && (
                        <span className="ml-auto max-w-1/2 truncate text-13 text-ink-faint">{room.topic}</span>
                      )}
                    </Command.Item>
                  );
                })}
              </Command.Group>
              <Command.Group heading="Do" className={GROUP}>
                {commands.map(({ label, icon: Icon, run }) => (
                  <Command.Item key={label} value={label} onSelect={done(run)} className={ITEM}>
                    <Icon size={16} strokeWidth={1.75} aria-hidden className="text-ink-faint" />
                    {label}
                  </Command.Item>
                ))}
              </Command.Group>
            </Command.List>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
