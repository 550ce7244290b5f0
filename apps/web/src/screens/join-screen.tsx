import { useMutation } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { QuietPage } from '../components/quiet-page.js';
import { Button } from '../components/ui/button.js';
import { ErrorState, FormError, Skeleton } from '../components/ui/states.js';
import { joinByCode, useRoomPreview } from '../features/rooms/api.js';

/** `/join/<code>`: a room by its code. */
export function JoinScreen() {
  const { code } = useParams({ from: '/_in/_rooms/join/$code' });
  const navigate = useNavigate();
  const preview = useRoomPreview(code);
  const join = useMutation({
    mutationFn: () => joinByCode(code),
    onSuccess: (room) => navigate({ to: '/rooms/$roomId', params: { roomId: room.id }, replace: true }),
  });
  if (preview.isError) {
    return (
      <QuietPage title="Join a room">
        <ErrorState title="This code does not work" error={preview.error} />
        <Button className="w-full" onClick={() => void navigate({ to: '/' })}>
          To my rooms
        </Button>
      </QuietPage>
    );
  }
  const room = preview.data;
  const people = room?.participantCount === 1 ? '1 person is in it' : `${room?.participantCount} people are in it`;
  return (
    <QuietPage
      title={room ? `#${room.title}` : 'Join a room'}
      lead={room ? room.topic || 'You have been given the code of this room.' : <Skeleton className="mt-3 w-48" />}
      footer={room ? people : undefined}
    >
      <div className="flex flex-col gap-3">
        <FormError error={join.error} fields={{}} />
        <Button look="primary" disabled={!room} busy={join.isPending} onClick={() => join.mutate()}>
          Join the room
        </Button>
        <Button look="quiet" onClick={() => void navigate({ to: '/' })}>
          Not now
        </Button>
      </div>
    </QuietPage>
  );
}
