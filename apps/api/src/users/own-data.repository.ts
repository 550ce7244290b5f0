import { Injectable } from '@nestjs/common';
import { Db, timeOf } from '#platform/db';

type Row = Record<string, unknown>;

const SESSIONS = `
  SELECT id, user_agent AS device, address, created_at AS createdAt, last_seen_at AS lastSeenAt,
    expires_at AS expiresAt, ended_at AS endedAt, ended_reason AS endedReason
  FROM sessions WHERE user_id = ? ORDER BY id`;

const ROOMS = `
  SELECT room.id AS id, room.title AS title, room.topic AS topic, room.kind AS kind, room.visibility AS visibility,
    workspace.name AS workspace, own.role AS role, own.joined_at AS joinedAt
  FROM participants own JOIN rooms room ON room.id = own.room_id
  JOIN workspaces workspace ON workspace.id = room.workspace_id
  WHERE own.user_id = ? AND room.deleted_at IS NULL ORDER BY room.id`;

const MESSAGES = `
  SELECT message.id AS id, message.room_id AS roomId, room.title AS room, message.seq AS seq, message.kind AS kind,
    message.content AS content, message.thread_id AS threadId, message.reply_to_id AS replyToId,
    message.created_at AS createdAt, message.edited_at AS editedAt
  FROM messages message JOIN rooms room ON room.id = message.room_id
  WHERE message.author_type = 'user' AND message.author_id = ? AND message.deleted_at IS NULL AND message.id > ?
  ORDER BY message.id LIMIT ?`;

/** What is stored of one person, as the person gets it. */
@Injectable()
export class OwnDataRepository {
  constructor(private readonly db: Db) {}

  async sessions(userId: string): Promise<Row[]> {
    return (await this.db.manager.query<Row[]>(SESSIONS, [userId])).map(readable);
  }

  async rooms(userId: string): Promise<Row[]> {
    return (await this.db.manager.query<Row[]>(ROOMS, [userId])).map(readable);
  }

  /** Messages of theirs, in every room, that were not deleted, from after the id `after`. */
  async messages(userId: string, after: string, limit: number): Promise<Row[]> {
    return (await this.db.manager.query<Row[]>(MESSAGES, [userId, after, limit])).map(readable);
  }
}

/** Times the same way from both engines. */
const readable = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      name.endsWith('At') && value !== null ? timeOf(value as Date | string).toISOString() : value,
    ]),
  );
