import { Link, useParams } from '@tanstack/react-router';
import { useCallback, useEffect, useMemo, useState } from 'react';
import { ErrorState } from '../components/ui/states.js';
import { useMe } from '../features/auth/api.js';
import { useQueue } from '../features/generations/api.js';
import { QueueBar } from '../features/generations/queue-bar.js';
import { useLog } from '../features/messages/api.js';
import { Composer } from '../features/messages/composer.js';
import { OlderSkeleton, Thread } from '../features/messages/thread.js';
import { TypingLine } from '../features/messages/typing-line.js';
import { useTyping } from '../features/messages/use-typing.js';
import { rememberRoom, useRoom, useRooms } from '../features/rooms/api.js';
import { RoomHeader } from '../features/rooms/room-header.js';
import { castOf } from '../lib/cast.js';
import { codeOf } from '../lib/problem.js';
import { sessionStore } from '../lib/session.js';
import { useStore } from '../lib/store.js';
import { outboxStore, post } from '../realtime/outbox.js';
import { takeIn } from '../realtime/realtime.js';
import { loadOlder } from '../realtime/room-session.js';
import { openDialog } from '../app/dialogs.js';
import { RoomPane, RoomPaneSkeleton } from './room-pane.js';
import { RoomStart } from './room-start.js';
import { usePane } from './use-pane.js';
import { useReading, useRoomOnScreen } from './use-room-on-screen.js';

/** `/rooms/<id>`. Another room is another screen: nothing of the one before hangs on. */
export function RoomScreen() {
  const { roomId } = useParams({ from: '/_in/_rooms/rooms/$roomId' });
  return <Room key={roomId} roomId={roomId} />;
}

function Room({ roomId }: { roomId: string }) {
  const me = useMe();
  const room = useRoom(roomId);
  const log = useLog(roomId);
  const { data: queue = [] } = useQueue(roomId);
  const pane = usePane();
  const user = useStore(sessionStore, (session) => (session.kind === 'signed-in' ? session.user : undefined));
  const outbox = useStore(outboxStore);
  const pending = useMemo(() => outbox.filter((entry) => entry.roomId === roomId), [outbox, roomId]);
  const { assistants = NONE, participants = NONE, title } = room.data ?? {};
  const cast = useMemo(() => castOf(assistants, participants), [assistants, participants]);
  const [atEnd, setAtEnd] = useState(false);
  const say = useTyping(roomId);
  useRoomOnScreen(roomId);
  useReading(roomId, atEnd, log.data?.rev);
  useEffect(() => {
    if (title === undefined) return;
    document.title = `${title} · Colloquy`;
    rememberRoom(roomId);
  }, [roomId, title]);

  // Where I had read to when I came in: the line stays where it was.
  const [readSeq, setReadSeq] = useState<number>();
  const { data: rooms } = useRooms();
  const known = rooms?.find(({ id }) => id === roomId)?.me ?? room.data?.me;
  if (readSeq === undefined && known) setReadSeq(known.unread > 0 ? known.readSeq : Number.POSITIVE_INFINITY);

  const onOlder = useOnce(useCallback(() => loadOlder(roomId), [roomId]));
  const handlers = useMemo(
    () => ({
      onDelete: (message: Parameters<typeof takeIn>[0]) => openDialog({ kind: 'delete-message', message }),
      onDetails: (message: Parameters<typeof takeIn>[0]) => openDialog({ kind: 'answer-details', message, cast }),
    }),
    [cast],
  );

  const failed = room.isError ? room : log.isError ? log : undefined;
  if (failed) {
    const gone = codeOf(failed.error) === 'not_found';
    return (
      <main className="flex h-full flex-col">
        <ErrorState
          page
          title={gone ? 'There is no such room' : 'The room could not be loaded'}
          error={failed.error}
          {...(gone ? {} : { onRetry: () => void Promise.all([room.refetch(), log.refetch()]) })}
        >
          {gone && (
            <Link to="/" search={{ list: true }} className="mt-5 font-medium text-accent hover:underline">
              To my rooms
            </Link>
          )}
        </ErrorState>
      </main>
    );
  }

  const assistant = assistants.find(({ replyMode }) => replyMode !== 'paused');
  const hint = assistant
    ? assistant.replyMode === 'always'
      ? ` — ${assistant.name} answers`
      : ` — @${assistant.handle} answers`
    : '';
  const maySend = room.data?.me.can['message.send'] ?? true;
  return (
    <div className="flex h-full min-w-0">
      <main className="flex min-w-0 flex-1 flex-col">
        <RoomHeader room={room.data} cast={cast} paneOpen={pane.open} onPane={pane.toggle} />
        {room.data && log.data && user && readSeq !== undefined ? (
          <Thread
            log={log.data}
            detail={room.data}
            cast={cast}
            queue={queue}
            pending={pending}
            readSeq={readSeq}
            me={user}
            start={<RoomStart room={room.data} assistant={assistant} />}
            handlers={handlers}
            onOlder={onOlder}
            onReading={setAtEnd}
          />
        ) : (
          <div className="column flex flex-1 flex-col justify-end overflow-hidden">
            <OlderSkeleton />
          </div>
        )}
        <div className="column shrink-0 px-3 md:px-6">
          <QueueBar queue={queue} cast={cast} me={room.data?.me} userId={user?.id ?? ''} onOpen={pane.show} />
          {maySend && !room.data?.archivedAt ? (
            <Composer
              roomId={roomId}
              limit={me.data?.limits.messageLength ?? Infinity}
              placeholder={
                room.data
                  ? `Message ${room.data.visibility === 'public' ? '#' : ''}${room.data.title}${hint}`
                  : 'Message'
              }
              cast={cast}
              onSend={(content) => user && post(roomId, content, user, takeIn)}
              onTyping={say}
            />
          ) : (
            <p className="rounded-md bg-surface px-4 py-3 text-13 text-ink-faint">
              {room.data?.archivedAt ? 'This room is archived. It can be read.' : 'You can read along in this room.'}
            </p>
          )}
          <TypingLine roomId={roomId} cast={cast} />
        </div>
      </main>
      {room.data && user ? (
        <RoomPane room={room.data} cast={cast} queue={queue} userId={user.id} open={pane.open} onClose={pane.hide} />
      ) : (
        pane.open && <RoomPaneSkeleton />
      )}
    </div>
  );
}

const NONE: never[] = [];

/** A callback that does nothing while its last run is still under way. */
function useOnce(run: () => Promise<void>): () => void {
  const [busy] = useState({ now: false });
  return useCallback(() => {
    if (busy.now) return;
    busy.now = true;
    run()
      .catch(() => undefined)
      .finally(() => {
        busy.now = false;
      });
  }, [busy, run]);
}
