import { Logger } from '@nestjs/common';
import {
  ConnectedSocket,
  MessageBody,
  SubscribeMessage,
  WebSocketGateway,
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
} from '@nestjs/websockets';
import {
  clientEvents,
  type Ack,
  type ClientAnswer,
  type ClientEvent,
  type ClientPayload,
  type RoomAction,
} from '#contract';
import { AppError } from '#domain';
import { channels } from '#platform/live';
import type { Server, Socket } from 'socket.io';
import { AccessService, type RoomAccess } from '../access/access.service.js';
import type { RoomReference } from '../access/rule.decorator.js';
import { appErrorOf, fieldErrors, problemOf } from '../problem.js';
import { RoomQueue } from './generations/room-queue.js';
import { StopGeneration } from './generations/stop-generation.js';
import { StreamSnapshots } from './generations/stream-snapshots.js';
import { MessagesService } from './messages/messages.service.js';
import { PostMessage } from './messages/post-message.js';
import { PresenceService } from './presence.service.js';
import { presentRoom } from './rooms/rooms.presenter.js';
import { RoomsService } from './rooms/rooms.service.js';
import { SocketSession } from './socket-session.js';
import { SocketSweep } from './socket-sweep.js';

interface RoomRule {
  action: RoomAction;
  by: RoomReference;
}

/** What each event asks of the sender; null: nothing but being signed in. An event without a line does not compile (Q6). */
const RULES = {
  'room:open': { action: 'room.read', by: 'room' },
  'room:close': { action: 'room.read', by: 'room' },
  'message:send': { action: 'message.send', by: 'room' },
  'message:edit': { action: 'message.editOwn', by: 'message' },
  'message:delete': { action: 'message.deleteOwn', by: 'message' },
  'generation:stop': { action: 'generation.stopOwn', by: 'generation' },
  typing: { action: 'message.send', by: 'room' },
  'room:read': { action: 'room.read', by: 'room' },
  'presence:set': null,
  'auth:renew': null,
} as const satisfies Record<ClientEvent, RoomRule | null>;

type RoomEvent = { [E in ClientEvent]: (typeof RULES)[E] extends null ? never : E }[ClientEvent];
type References = { roomId?: string; messageId?: string; generationId?: string };

/** Socket events in and out; the rules and the work are those of REST. */
@WebSocketGateway()
export class ChatsGateway implements OnGatewayInit, OnGatewayConnection, OnGatewayDisconnect {
  private readonly logger = new Logger(ChatsGateway.name);

  constructor(
    private readonly session: SocketSession,
    private readonly sweep: SocketSweep,
    private readonly access: AccessService,
    private readonly presence: PresenceService,
    private readonly rooms: RoomsService,
    private readonly messages: MessagesService,
    private readonly postMessage: PostMessage,
    private readonly roomQueue: RoomQueue,
    private readonly snapshots: StreamSnapshots,
    private readonly stopGeneration: StopGeneration,
  ) {}

  afterInit(server: Server): void {
    this.sweep.start(() => server.sockets.sockets.values());
    server.use((socket, next) => {
      this.enter(socket).then(
        () => next(),
        (error: unknown) => {
          const { code, detail } = appErrorOf(error);
          next(Object.assign(new Error(detail), { data: { code } }));
        },
      );
    });
  }

  handleConnection(socket: Socket): void {
    // Words to this socket that came before it counted as connected have missed it: look again.
    void this.sweep.settle(socket).catch((error: unknown) => this.logger.warn(error, 'A socket could not be checked'));
    void this.tellPresence(socket);
  }

  handleDisconnect(socket: Socket): void {
    this.session.end(socket);
    void this.tellPresence(socket);
  }

  @SubscribeMessage('room:open')
  open(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'room:open'>> {
    return this.inRoom('room:open', socket, body, async (before) => {
      const { roomId, actor, from } = before;
      // The worker leaves out whoever came too late for the answer under way, before they can hear it.
      if (from > 1) await this.snapshots.ofRoom(roomId, from);
      // Enter first, then read: what happens in between comes twice rather than never.
      if (before.hears) await socket.join([channels.room(roomId), channels.open(roomId)]);
      // Who was removed while entering must not stay.
      const access = await this.access.room(actor, 'room.read', 'room', roomId).catch(async (error: unknown) => {
        await this.sweep.settle(socket);
        throw error;
      });
      const [{ room, me }, streaming, queue, presence] = await Promise.all([
        this.rooms.view(access),
        this.snapshots.ofRoom(roomId, access.from),
        this.roomQueue.items(roomId),
        this.presence.ofRoom(roomId),
      ]);
      return { room: presentRoom(room), me, rev: room.rev, streaming, queue, presence };
    });
  }

  @SubscribeMessage('room:close')
  close(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'room:close'>> {
    return this.inRoom('room:close', socket, body, async ({ roomId, facts }) => {
      await socket.leave(channels.open(roomId));
      if (facts.roomRole === null) await socket.leave(channels.room(roomId));
      return {};
    });
  }

  @SubscribeMessage('message:send')
  send(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'message:send'>> {
    return this.inRoom('message:send', socket, body, async (access, input) => {
      const { message } = await this.postMessage.run(access, input);
      return { message };
    });
  }

  @SubscribeMessage('message:edit')
  edit(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'message:edit'>> {
    return this.inRoom('message:edit', socket, body, async (access, { messageId, content }) => ({
      message: await this.messages.edit(access, messageId, content),
    }));
  }

  @SubscribeMessage('message:delete')
  delete(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'message:delete'>> {
    return this.inRoom('message:delete', socket, body, async (access, { messageId }) => ({
      message: await this.messages.delete(access, messageId),
    }));
  }

  @SubscribeMessage('generation:stop')
  stop(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'generation:stop'>> {
    return this.inRoom('generation:stop', socket, body, async (access, { generationId }) => {
      await this.stopGeneration.run(access, generationId);
      return {};
    });
  }

  @SubscribeMessage('typing')
  typing(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'typing'>> {
    return this.inRoom('typing', socket, body, async ({ roomId, actor }, { active }) => {
      socket.to(channels.open(roomId)).emit('typing', { roomId, userId: actor.userId, active });
      return {};
    });
  }

  @SubscribeMessage('room:read')
  read(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'room:read'>> {
    return this.inRoom('room:read', socket, body, async (access, { seq }) => {
      await this.messages.read(access, seq);
      return {};
    });
  }

  @SubscribeMessage('presence:set')
  setPresence(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'presence:set'>> {
    return this.answer('presence:set', socket, body, async ({ state }) => {
      if (this.session.setState(socket, state)) await this.tellPresence(socket);
      return {};
    });
  }

  @SubscribeMessage('auth:renew')
  renew(@ConnectedSocket() socket: Socket, @MessageBody() body: unknown): Promise<Ack<'auth:renew'>> {
    return this.answer('auth:renew', socket, body, async ({ token }) => {
      await this.session.renew(socket, token);
      return {};
    });
  }

  /** Lets a socket in and puts it where it hears the rooms of its user. */
  private async enter(socket: Socket): Promise<void> {
    const { token } = socket.handshake.auth as { token?: unknown };
    await this.session.begin(socket, token);
    const userId = this.session.userOf(socket);
    const roomIds = userId ? await this.rooms.roomIdsOf(userId) : [];
    await socket.join(roomIds.map(channels.room));
  }

  private async tellPresence(socket: Socket): Promise<void> {
    const userId = this.session.userOf(socket);
    if (!userId) return;
    await this.presence
      .announce(userId)
      .catch((error: unknown) => this.logger.warn(error, 'Presence could not be told'));
  }

  private inRoom<E extends RoomEvent>(
    event: E,
    socket: Socket,
    body: unknown,
    run: (access: RoomAccess, input: ClientPayload<E>) => Promise<ClientAnswer<E>>,
  ): Promise<Ack<E>> {
    return this.answer(event, socket, body, async (input) => {
      const rule: RoomRule = RULES[event];
      const id = (input as References)[`${rule.by}Id`] ?? '';
      const actor = await this.session.actor(socket);
      return run(await this.access.room(actor, rule.action, rule.by, id), input);
    });
  }

  private async answer<E extends ClientEvent>(
    event: E,
    socket: Socket,
    body: unknown,
    run: (input: ClientPayload<E>) => Promise<ClientAnswer<E>>,
  ): Promise<Ack<E>> {
    try {
      const parsed = clientEvents[event].payload.safeParse(body);
      if (!parsed.success) {
        throw new AppError('validation_failed', 'See the errors for what to change.', {
          errors: fieldErrors(parsed.error.issues),
        });
      }
      return { ok: true, data: await run(parsed.data as ClientPayload<E>) };
    } catch (error) {
      const known = appErrorOf(error);
      if (known.code === 'internal')
        this.logger.error(known.extras.cause ?? error, `Event ${event} of ${socket.id} failed`);
      return { ok: false, error: problemOf(known) };
    }
  }
}
