import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DataSource } from 'typeorm';
import { ROOM_ROLES, SERVER_ROLES, VISIBILITIES, WORKSPACE_ROLES } from '#contract';
import { can, isRoomVisible, roomScope, type RoomSight } from '#domain';
import { visibleRooms } from '../../apps/api/src/chats/rooms/room-visibility.repository.js';

const USERS = ['u0', 'u1', 'u2', 'u3'];
const WORKSPACES = ['w0', 'w1'];
const ROOMS = ['r0', 'r1', 'r2', 'r3', 'r4', 'r5'];

/** For each pair of an id of `rows` and one of `columns` a value or null: a membership table. */
const matrix = <T>(rows: string[], columns: string[], value: fc.Arbitrary<T>) =>
  fc
    .array(fc.option(value, { freq: 2 }), {
      minLength: rows.length * columns.length,
      maxLength: rows.length * columns.length,
    })
    .map((cells) =>
      rows.flatMap((row, y) =>
        columns.flatMap((column, x) => {
          const cell = cells[y * columns.length + x];
          return cell === null || cell === undefined ? [] : [{ row, column, value: cell }];
        }),
      ),
    );

const listOf = <T>(length: number, item: fc.Arbitrary<T>) => fc.array(item, { minLength: length, maxLength: length });

const worlds = fc.record({
  users: listOf(USERS.length, fc.constantFrom(...SERVER_ROLES)),
  members: matrix(WORKSPACES, USERS, fc.constantFrom(...WORKSPACE_ROLES)),
  rooms: listOf(
    ROOMS.length,
    fc.record({
      workspaceId: fc.constantFrom(...WORKSPACES),
      kind: fc.constantFrom('channel' as const, 'channel' as const, 'direct' as const),
      visibility: fc.constantFrom(...VISIBILITIES),
      deleted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    }),
  ),
  participants: matrix(ROOMS, USERS, fc.constantFrom(...ROOM_ROLES)),
  bans: matrix(ROOMS, USERS, fc.constant('banned')),
  adminReadsPrivate: fc.boolean(),
});
type World = typeof worlds extends fc.Arbitrary<infer W> ? W : never;

describe('room visibility as SQL', () => {
  let db: DataSource;

  beforeAll(async () => {
    db = await new DataSource({ type: 'better-sqlite3', database: ':memory:' }).initialize();
    await db.query('CREATE TABLE users (id text PRIMARY KEY, role text NOT NULL)');
    await db.query('CREATE TABLE workspace_members (workspace_id text, user_id text, role text NOT NULL)');
    await db.query(
      'CREATE TABLE rooms (id text PRIMARY KEY, workspace_id text NOT NULL, kind text NOT NULL, visibility text NOT NULL, deleted_at datetime)',
    );
    await db.query('CREATE TABLE participants (room_id text, user_id text, role text NOT NULL)');
    await db.query('CREATE TABLE room_bans (room_id text, user_id text, banned_by text NOT NULL)');
  });
  afterAll(() => db.destroy());
  beforeEach(empty);

  it('agrees with the interpreter in memory and with can("room.read"), in any world and for everybody', async () => {
    const seen = { some: 0, all: 0 };
    await fc.assert(
      fc.asyncProperty(worlds, async (world) => {
        await empty();
        await fill(world);
        for (const [n, userId] of USERS.entries()) {
          const memberships = world.members
            .filter(({ column }) => column === userId)
            .map(({ row, value }) => ({ workspaceId: row, role: value }));
          const person = {
            userId,
            serverRole: world.users[n]!,
            memberships,
            adminReadsPrivate: world.adminReadsPrivate,
          };
          const scope = roomScope(person);
          const inSql = await query(visibleRooms(scope), 'room');
          const inMemory = ROOMS.filter((id) => isRoomVisible(scope, sight(world, id)));
          const decided = ROOMS.filter((id) => mayRead(world, person, id));
          expect({ inSql, inMemory }).toEqual({ inSql: decided, inMemory: decided });
          seen.all += ROOMS.length;
          seen.some += decided.length;
        }
      }),
      { numRuns: 300 },
    );
    expect(seen.some / seen.all).toBeGreaterThan(0.1);
    expect(seen.some / seen.all).toBeLessThan(0.9);
  });

  it('goes by the alias of the query', async () => {
    await db.query("INSERT INTO rooms VALUES ('r0', 'w0', 'channel', 'public', NULL)");
    const scope = roomScope({
      userId: 'u0',
      serverRole: 'manager',
      memberships: [{ workspaceId: 'w0', role: 'member' }],
      adminReadsPrivate: false,
    });
    expect(await query(visibleRooms(scope, 'chamber'), 'chamber')).toEqual(['r0']);
  });

  async function empty(): Promise<void> {
    for (const table of ['users', 'workspace_members', 'rooms', 'participants', 'room_bans'])
      await db.query(`DELETE FROM ${table}`);
  }

  async function fill(world: World): Promise<void> {
    const rooms = world.rooms.map((room, n) => [
      ROOMS[n]!,
      room.workspaceId,
      room.kind,
      room.visibility,
      room.deleted ? '2026-11-20' : null,
    ]);
    const cells = ({ row, column, value }: { row: string; column: string; value: string }) => [row, column, value];
    await insert(
      'users',
      world.users.map((role, n) => [USERS[n]!, role]),
    );
    await insert('rooms', rooms);
    await insert('workspace_members', world.members.map(cells));
    await insert('participants', world.participants.map(cells));
    await insert('room_bans', world.bans.map(cells));
  }

  async function insert(table: string, rows: (string | null)[][]): Promise<void> {
    if (rows.length === 0) return;
    const places = rows.map((row) => `(${row.map(() => '?').join(', ')})`).join(', ');
    await db.query(`INSERT INTO ${table} VALUES ${places}`, rows.flat());
  }

  async function query({ sql, params }: ReturnType<typeof visibleRooms>, alias: string): Promise<string[]> {
    const rows: { id: string }[] = await db
      .createQueryBuilder()
      .select(`${alias}.id`, 'id')
      .from('rooms', alias)
      .where(sql, params)
      .orderBy(`${alias}.id`)
      .getRawMany();
    return rows.map(({ id }) => id);
  }
});

function participantsOf(world: World, roomId: string) {
  return world.participants.filter(({ row }) => row === roomId);
}

function sight(world: World, roomId: string): RoomSight {
  const present = participantsOf(world, roomId).map(({ column }) => column);
  const hasKid = present.some((id) => world.users[USERS.indexOf(id)] === 'kid');
  const bannedIds = new Set(world.bans.filter(({ row }) => row === roomId).map(({ column }) => column));
  return { ...world.rooms[ROOMS.indexOf(roomId)]!, participantIds: new Set(present), bannedIds, hasKid };
}

function mayRead(world: World, person: Parameters<typeof roomScope>[0], roomId: string): boolean {
  const room = sight(world, roomId);
  const workspaceRole = person.memberships.find(({ workspaceId }) => workspaceId === room.workspaceId)?.role ?? null;
  const roomRole = participantsOf(world, roomId).find(({ column }) => column === person.userId)?.value ?? null;
  const banned = room.bannedIds.has(person.userId);
  const facts = { ...person, workspaceRole, roomRole, kind: room.kind, visibility: room.visibility, banned };
  return !room.deleted && can('room.read', { ...facts, archived: false, muted: false, kidPresent: room.hasKid });
}
