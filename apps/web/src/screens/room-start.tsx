import type { Assistant, RoomDetail } from '#contract';

interface RoomStartProps {
  room: RoomDetail;
  assistant: Assistant | undefined;
}

/** The very beginning of a room: what it is for, and how to call the assistant. */
export function RoomStart({ room, assistant }: RoomStartProps) {
  return (
    <section className="px-4 pt-16 pb-4 md:px-6 md:pl-17">
      <p className="text-26 font-semibold tracking-[-0.02em]">
        {room.visibility === 'public' && '#'}
        {room.title}
      </p>
      <p className="mt-2 max-w-[60ch] text-pretty text-ink-soft">
        {room.topic || 'This is where the room begins.'}{' '}
        {room.visibility === 'private' && 'Only you and the assistants are here.'}
      </p>
      {assistant && (
        <p className="mt-4 max-w-[60ch] text-pretty text-ink-soft">
          {room.visibility === 'private' ? 'Write something, or' : 'Say something to everybody, or'}{' '}
          {assistant.replyMode === 'always' ? (
            <>just write: {assistant.name} answers every message.</>
          ) : (
            <>
              call {assistant.name} into the conversation:{' '}
              <span className="rounded-[4px] bg-accent-wash px-1.5 py-0.5 font-medium whitespace-nowrap text-accent">
                @{assistant.handle} what can you do?
              </span>
            </>
          )}{' '}
          Everyone here sees the answer as it is written.
        </p>
      )}
    </section>
  );
}
