import type { Assistant, Message, RoomDetail, Workspace } from '#contract';
import { useNavigate } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import type { Cast } from '../lib/cast.js';
import { createStore, useStore } from '../lib/store.js';

/** What can lie over the page; one at a time. */
export type DialogRequest =
  | { kind: 'create-workspace' }
  | { kind: 'my-invites' }
  | { kind: 'invite-people'; workspace: Workspace }
  | { kind: 'create-room'; workspace: Workspace }
  | { kind: 'discover'; workspace: Workspace }
  | { kind: 'join-by-code' }
  | { kind: 'room-code'; room: RoomDetail }
  | { kind: 'leave-room'; room: RoomDetail }
  | { kind: 'assistant'; roomId: string; assistant?: Assistant }
  | { kind: 'delete-message'; message: Message }
  | { kind: 'answer-details'; message: Message; cast: Cast };

const requestStore = createStore<DialogRequest | undefined>(undefined);

/** Opens a dialog. */
export const openDialog = (request: DialogRequest): void => requestStore.set(request);

const close = () => requestStore.set(undefined);

const CreateWorkspace = lazy(() =>
  import('../features/workspaces/create-workspace.js').then((m) => ({ default: m.CreateWorkspace })),
);
const InvitePeople = lazy(() =>
  import('../features/workspaces/invite-people.js').then((m) => ({ default: m.InvitePeople })),
);
const MyInvites = lazy(() =>
  import('../features/workspaces/my-invites.js').then((m) => ({ default: m.MyInvitesDialog })),
);
const CreateRoom = lazy(() => import('../features/rooms/create-room.js').then((m) => ({ default: m.CreateRoom })));
const DiscoverRooms = lazy(() =>
  import('../features/rooms/discover-rooms.js').then((m) => ({ default: m.DiscoverRooms })),
);
const JoinByCode = lazy(() => import('../features/rooms/join-by-code.js').then((m) => ({ default: m.JoinByCode })));
const RoomCodeDialog = lazy(() =>
  import('../features/rooms/room-code.js').then((m) => ({ default: m.RoomCodeDialog })),
);
const LeaveRoom = lazy(() => import('../features/rooms/leave-room.js').then((m) => ({ default: m.LeaveRoom })));
const AssistantDialog = lazy(() =>
  import('../features/assistants/assistant-dialog.js').then((m) => ({ default: m.AssistantDialog })),
);
const DeleteMessage = lazy(() =>
  import('../features/messages/delete-message.js').then((m) => ({ default: m.DeleteMessage })),
);
const AnswerDetails = lazy(() =>
  import('../features/messages/answer-details.js').then((m) => ({ default: m.AnswerDetails })),
);

/** Where dialogs appear. Each is loaded when it is first wanted. */
export function Dialogs() {
  const request = useStore(requestStore);
  return <Suspense>{request && <Wanted request={request} />}</Suspense>;
}

function Wanted({ request }: { request: DialogRequest }) {
  const navigate = useNavigate();
  const toRoom = (room: RoomDetail) => void navigate({ to: '/rooms/$roomId', params: { roomId: room.id } });
  const toWorkspace = ({ id }: Workspace) => void navigate({ to: '/', search: { workspace: id, list: true } });
  switch (request.kind) {
    case 'create-workspace':
      return <CreateWorkspace onDone={toWorkspace} onClose={close} />;
    case 'my-invites':
      return <MyInvites onAccepted={toWorkspace} onClose={close} />;
    case 'invite-people':
      return <InvitePeople workspaceId={request.workspace.id} name={request.workspace.name} onClose={close} />;
    case 'create-room':
      return (
        <CreateRoom
          workspaceId={request.workspace.id}
          workspaceName={request.workspace.name}
          onDone={toRoom}
          onClose={close}
        />
      );
    case 'discover':
      return (
        <DiscoverRooms
          workspaceId={request.workspace.id}
          workspaceName={request.workspace.name}
          onDone={toRoom}
          onClose={close}
        />
      );
    case 'join-by-code':
      return <JoinByCode onDone={toRoom} onClose={close} />;
    case 'room-code':
      return <RoomCodeDialog roomId={request.room.id} title={request.room.title} onClose={close} />;
    case 'leave-room':
      return (
        <LeaveRoom
          roomId={request.room.id}
          title={request.room.title}
          onDone={() => void navigate({ to: '/', search: { list: true } })}
          onClose={close}
        />
      );
    case 'assistant':
      return <AssistantDialog roomId={request.roomId} assistant={request.assistant} onClose={close} />;
    case 'delete-message':
      return <DeleteMessage message={request.message} onClose={close} />;
    case 'answer-details':
      return <AnswerDetails message={request.message} cast={request.cast} onClose={close} />;
  }
}
