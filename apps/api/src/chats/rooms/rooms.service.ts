import { Injectable } from '@nestjs/common';
import type { Participant, RoomDetail, RoomMe, RoomView, User } from '#contract';
import { AppError } from '#domain';
import { AccessService, type RoomAccess } from '../../access/access.service.js';
import type { Actor } from '../../auth/sessions.service.js';
import { UsersService } from '../../users/users.service.js';
import { AssistantsService } from '../assistants/assistants.service.js';
import { ParticipantsRepository } from './participants.repository.js';
import type { RoomRow } from './room.entity.js';
import { presentParticipant, presentRoom, presentRoomMe } from './rooms.presenter.js';
import { RoomsRepository, type RoomOfParticipant } from './rooms.repository.js';

const MAX_DISCOVERED = 100;

/** Reading rooms. */
@Injectable()
export class RoomsService {
  constructor(
    private readonly access: AccessService,
    private readonly rooms: RoomsRepository,
    private readonly participants: ParticipantsRepository,
    private readonly assistants: AssistantsService,
    private readonly users: UsersService,
  ) {}

  /** Rooms that the caller takes part in, with what is unread, the latest activity first. */
  async mine(actor: Actor, workspaceId?: string): Promise<RoomView[]> {
    return this.views(actor, await this.rooms.ofUser(actor.userId, workspaceId));
  }

  /** Public rooms of a workspace that the caller may join (R21). */
  async discover(actor: Actor, workspaceId: string, text: string): Promise<RoomView[]> {
    const rooms = await this.rooms.discover(workspaceId, actor.userId, text, MAX_DISCOVERED);
    return this.views(
      actor,
      rooms.map((room) => ({ room, participant: null })),
    );
  }

  /** A room with everything that its screen starts with. */
  async detail(access: RoomAccess): Promise<RoomDetail> {
    const [{ room, me }, participants, assistants] = await Promise.all([
      this.view(access),
      this.participantsOf(access.roomId),
      this.assistants.ofRoom(access.roomId),
    ]);
    const others = participants.map(({ user }) => user).filter(({ id }) => id !== access.actor.userId);
    const people = room.kind === 'direct' ? { people: others } : {};
    return { ...presentRoom(room), me, ...people, participants, assistants };
  }

  /** The same for somebody whose place in the room has just changed: what they are and may do is read anew. */
  async detailAnew(actor: Actor, roomId: string): Promise<RoomDetail> {
    return this.detail(await this.access.room(actor, 'room.read', 'room', roomId, { enters: false }));
  }

  /** The room's row and what the caller is in it. */
  async view(access: RoomAccess): Promise<{ room: RoomRow; me: RoomMe }> {
    const { roomId, actor } = access;
    const [room, participant, unread] = await Promise.all([
      this.rooms.byId(roomId),
      this.participants.find(roomId, actor.userId),
      this.rooms.unread(actor.userId, [roomId]),
    ]);
    if (!room) throw new AppError('not_found');
    return { room, me: presentRoomMe(access, participant, unread.get(roomId)) };
  }

  async participantsOf(roomId: string): Promise<Participant[]> {
    const rows = await this.participants.ofRoom(roomId);
    const people = await this.users.views(rows.map((row) => row.userId));
    return rows.flatMap((row) => {
      const user = people.get(row.userId);
      return user ? [presentParticipant(row, user)] : [];
    });
  }

  /** Ids of the rooms that a user's sockets listen to. */
  roomIdsOf(userId: string): Promise<string[]> {
    return this.participants.roomIdsOfUser(userId);
  }

  private async views(
    actor: Actor,
    found: (RoomOfParticipant | { room: RoomRow; participant: null })[],
  ): Promise<RoomView[]> {
    const ids = found.map(({ room }) => room.id);
    const [access, unread, people] = await Promise.all([
      this.access.rooms(actor, ids),
      this.rooms.unread(actor.userId, ids),
      this.peopleOfDirect(
        actor.userId,
        found.map(({ room }) => room),
      ),
    ]);
    return found.flatMap(({ room, participant }) => {
      const allowed = access.get(room.id);
      if (!allowed?.can('room.read')) return [];
      const me = presentRoomMe(allowed, participant, unread.get(room.id));
      return [{ ...presentRoom(room), me, ...(room.kind === 'direct' ? { people: people.get(room.id) ?? [] } : {}) }];
    });
  }

  /** The others in the direct rooms among these, who stand for their titles. */
  private async peopleOfDirect(userId: string, rooms: readonly RoomRow[]): Promise<Map<string, User[]>> {
    const ids = rooms.filter(({ kind }) => kind === 'direct').map(({ id }) => id);
    const others = (await this.participants.ofRooms(ids)).filter((row) => row.userId !== userId);
    const people = await this.users.views(others.map((row) => row.userId));
    const byRoom = Map.groupBy(others, (row) => row.roomId);
    return new Map([...byRoom].map(([id, rows]) => [id, rows.flatMap((row) => people.get(row.userId) ?? [])]));
  }
}
