import { Injectable } from '@nestjs/common';
import type { AccountsQuery } from '#contract';
import { Db } from '#platform/db';
import { User } from './user.entity.js';

type Sort = AccountsQuery['sort'];

/**
 * What a list is sorted by; whoever was never seen was seen at the beginning of time. Never a bare column: TypeORM would
 * take it out of the entity to give it its other name.
 */
const SORTED: Readonly<Record<Sort, string>> = {
  username: 'LOWER(person.username)',
  displayName: 'LOWER(person.displayName)',
  createdAt: 'COALESCE(person.createdAt, :never)',
  lastSeenAt: 'COALESCE(person.lastSeenAt, :never)',
};
const NEVER = new Date(0);

const SHARES_WORKSPACE = `EXISTS (
  SELECT 1 FROM workspace_members mine JOIN workspace_members theirs ON theirs.workspace_id = mine.workspace_id
  WHERE mine.user_id = :me AND theirs.user_id = person.id)`;
const SHARES_ROOM = `EXISTS (
  SELECT 1 FROM participants mine JOIN participants theirs ON theirs.room_id = mine.room_id
  JOIN rooms room ON room.id = mine.room_id AND room.deleted_at IS NULL
  WHERE mine.user_id = :me AND theirs.user_id = person.id)`;

const containing = (text: string): string => `%${text.toLowerCase().replace(/[!%_]/g, '!$&')}%`;
const like = (...columns: string[]): string =>
  `(${columns.map((column) => `LOWER(person.${column}) LIKE :pattern ESCAPE '!'`).join(' OR ')})`;

/** An account and its place in the order that was asked for. */
export interface PlacedUser {
  user: User;
  sorted: string;
}

/** Looking people up. Accounts of people who asked to be forgotten are nowhere. */
@Injectable()
export class PeopleRepository {
  constructor(private readonly db: Db) {}

  /** A page of all accounts, from after a place on: one query, however long the list is. */
  async page(
    { q, role, active, sort, order, limit }: AccountsQuery,
    after: { sorted: string; id: string } | null,
  ): Promise<PlacedUser[]> {
    const ascending = order === 'asc';
    const query = this.db
      .repository(User)
      .createQueryBuilder('person')
      .addSelect(SORTED[sort], 'sorted')
      .where('person.erasedAt IS NULL')
      .setParameter('never', NEVER)
      .orderBy('sorted', ascending ? 'ASC' : 'DESC')
      .addOrderBy('person.id', ascending ? 'ASC' : 'DESC')
      .limit(limit);
    if (q) query.andWhere(like('username', 'displayName', 'email'), { pattern: containing(q) });
    if (role) query.andWhere('person.role = :role', { role });
    if (active) query.andWhere('person.active = :active', { active: active === 'true' });
    if (after) {
      const [beyond, from] = ascending ? ['>', '>='] : ['<', '<='];
      const key = SORTED[sort];
      query.andWhere(`${key} ${from} :sorted AND (${key} ${beyond} :sorted OR person.id ${beyond} :after)`, {
        sorted: isTime(sort) ? new Date(after.sorted) : after.sorted,
        after: after.id,
      });
    }
    const { entities, raw } = await query.getRawAndEntities<{ sorted: string }>();
    return entities.map((user, index) => ({ user, sorted: placeOf(user, sort, raw[index]!.sorted) }));
  }

  /** Active people with whom `me` shares a workspace, whose name holds `text`. */
  sharingWorkspace(me: string, text: string, limit: number): Promise<User[]> {
    return this.db
      .repository(User)
      .createQueryBuilder('person')
      .where(`person.id <> :me AND person.active = :active AND person.erasedAt IS NULL AND ${SHARES_WORKSPACE}`, {
        me,
        active: true,
      })
      .andWhere(like('username', 'displayName'), { pattern: containing(text) })
      .orderBy('person.username')
      .limit(limit)
      .getMany();
  }

  /** Somebody with whom `me` shares a room, or (unless `roomsOnly`) a workspace. */
  sharing(me: string, id: string, roomsOnly: boolean): Promise<User | null> {
    return this.db
      .repository(User)
      .createQueryBuilder('person')
      .where('person.id = :id AND person.erasedAt IS NULL', { id })
      .andWhere(roomsOnly ? SHARES_ROOM : `(${SHARES_ROOM} OR ${SHARES_WORKSPACE})`, { me })
      .getOne();
  }
}

const isTime = (sort: Sort): boolean => sort === 'createdAt' || sort === 'lastSeenAt';

/** A time as it goes into a cursor; a text as the database folded it. */
function placeOf(user: User, sort: Sort, folded: string): string {
  if (sort === 'createdAt') return user.createdAt.toISOString();
  if (sort === 'lastSeenAt') return (user.lastSeenAt ?? NEVER).toISOString();
  return folded;
}
