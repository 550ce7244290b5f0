import { Injectable } from '@nestjs/common';
import { Db } from '#platform/db';
import { In, MoreThanOrEqual } from 'typeorm';
import { ParticipantRow } from './participant.entity.js';

export interface Person {
  id: string;
  username: string;
  displayName: string;
  /** The room's `seq` when they joined. */
  joinedSeq: number;
}

/** Somebody who joined after a message was written. */
export type Newcomer = Pick<ParticipantRow, 'userId' | 'joinedSeq'>;

const PEOPLE = `
  SELECT users.id AS id, users.username AS username, users.display_name AS displayName, participants.joined_seq AS joinedSeq
  FROM participants JOIN users ON users.id = participants.user_id
  WHERE participants.room_id = ?`;

@Injectable()
export class ParticipantsRepository {
  constructor(private readonly db: Db) {}

  async insert(participant: ParticipantRow): Promise<void> {
    await this.db.repository(ParticipantRow).insert(participant);
  }

  find(roomId: string, userId: string): Promise<ParticipantRow | null> {
    return this.db.repository(ParticipantRow).findOneBy({ roomId, userId });
  }

  ofRoom(roomId: string): Promise<ParticipantRow[]> {
    return this.db.repository(ParticipantRow).find({ where: { roomId }, order: { joinedAt: 'ASC', userId: 'ASC' } });
  }

  ofRooms(roomIds: readonly string[]): Promise<ParticipantRow[]> {
    if (roomIds.length === 0) return Promise.resolve([]);
    const where = { roomId: In([...roomIds]) };
    return this.db.repository(ParticipantRow).find({ where, order: { joinedAt: 'ASC', userId: 'ASC' } });
  }

  /** Everybody in a room, as a prompt or a mention needs them. */
  people(roomId: string): Promise<Person[]> {
    return this.db.manager.query<Person[]>(`${PEOPLE} ORDER BY participants.joined_at, users.id`, [roomId]);
  }

  /** Those in a room who have one of these usernames. */
  async peopleNamed(roomId: string, usernames: readonly string[]): Promise<Person[]> {
    if (usernames.length === 0) return [];
    const marks = usernames.map(() => '?').join(', ');
    return this.db.manager.query<Person[]>(`${PEOPLE} AND users.username IN (${marks})`, [roomId, ...usernames]);
  }

  /** Those who were not there yet when the message with this `seq` was written. */
  newcomers(roomId: string, seq: number): Promise<Newcomer[]> {
    return this.db
      .repository(ParticipantRow)
      .find({ select: { userId: true, joinedSeq: true }, where: { roomId, joinedSeq: MoreThanOrEqual(seq) } });
  }

  /** Those who came too late to read this message, where the room's history begins with joining. */
  async blindTo(roomId: string, messageId: string): Promise<string[]> {
    const rows = await this.db.manager.query<{ userId: string }[]>(
      `SELECT participants.user_id AS userId FROM participants JOIN rooms ON rooms.id = participants.room_id
       WHERE participants.room_id = ? AND rooms.history = 'since_join'
         AND participants.joined_seq >= (SELECT seq FROM messages WHERE id = ?)`,
      [roomId, messageId],
    );
    return rows.map((row) => row.userId);
  }

  /** Rooms that a user takes part in. */
  async roomIdsOfUser(userId: string): Promise<string[]> {
    const rows = await this.db.manager.query<{ roomId: string }[]>(
      `SELECT participants.room_id AS roomId FROM participants JOIN rooms ON rooms.id = participants.room_id
       WHERE participants.user_id = ? AND rooms.deleted_at IS NULL`,
      [userId],
    );
    return rows.map((row) => row.roomId);
  }

  async update(roomId: string, userId: string, change: Partial<ParticipantRow>): Promise<void> {
    await this.db.repository(ParticipantRow).update({ roomId, userId }, change);
  }

  async remove(roomId: string, userIds: readonly string[]): Promise<void> {
    await this.db.repository(ParticipantRow).delete({ roomId, userId: In([...userIds]) });
  }

  countOwners(roomId: string): Promise<number> {
    return this.db.repository(ParticipantRow).countBy({ roomId, role: 'owner' });
  }
}
