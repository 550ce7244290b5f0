import { ROOM_ACTIONS, ROOM_ROLES } from '#contract';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { person, type Person } from '../factories/people.js';
import { roomOf, workspace } from '../factories/places.js';
import { MESSAGE_ROWS } from '../support/matrix/message-rows.js';
import { ROOM_ROWS } from '../support/matrix/room-rows.js';
import { setStage, type Cast, type Row, type Who } from '../support/matrix/stage.js';
import { useServer } from '../support/suite.js';

/** Every cell of the matrix of R23 and of rulings 22, through REST and, where the action exists there, the socket. */
const server = useServer({ name: 'permission-matrix' });

const ROWS = [...MESSAGE_ROWS, ...ROOM_ROWS];

let cast: Cast;
let workspaceId: string;

beforeAll(async () => {
  const make = (name: string): Promise<Person> => person(server.topology, name);
  // Somebody else owns the workspace, who would have rights here without taking part.
  const host = await make('host');
  cast = {
    owner: await make('owner'),
    admin: await make('admin'),
    member: await make('member'),
    viewer: await make('viewer'),
    none: await make('none'),
    other: await make('other'),
    newcomer: await make('newcomer'),
  };
  const { none: _outside, ...inside } = cast;
  workspaceId = (await workspace(host, Object.values(inside))).id;
  server.upstream.script('hang on', async (reply) => {
    reply.token('hanging ');
    await reply.hang();
  });
});

const REFUSED = { yes: 0, no: 403 } as const;
const cellsOf = ({ cells }: Row): [Who, number][] => [
  ...ROOM_ROLES.map((role, index): [Who, number] => [role, REFUSED[cells[index]!]]),
  ['none', 404],
];
/** 0: done. */
const outcome = (status: number): number => (status < 300 ? 0 : status);

describe('R23 rulings 22 the matrix by REST', () => {
  const tries = ROWS.flatMap((row) => (row.rest ? [{ row, rest: row.rest }] : []));
  test.each(tries.map(({ row, rest }) => [row.name, row, rest] as const))('%s', async (_name, row, rest) => {
    const outcomes: [Who, number][] = [];
    for (const [who] of cellsOf(row)) {
      const answer = await rest(await setStage(cast, workspaceId, who));
      if (answer.status >= 300) answer.problem(answer.status);
      outcomes.push([who, outcome(answer.status)]);
    }
    expect(outcomes).toEqual(cellsOf(row));
  });
});

describe('R23 rulings 22 the matrix by socket', () => {
  const tries = ROWS.flatMap((row) => (row.socket ? [{ row, socket: row.socket }] : []));
  test.each(tries.map(({ row, socket }) => [row.name, row, socket] as const))('%s', async (_name, row, act) => {
    const outcomes: [Who, number][] = [];
    for (const [who] of cellsOf(row)) {
      const socket = await cast[who].socket();
      const ack = await act(await setStage(cast, workspaceId, who), socket);
      outcomes.push([who, ack.ok ? 0 : ack.error.status]);
      socket.close();
    }
    expect(outcomes).toEqual(cellsOf(row));
  });
});

test.each(ROOM_ROLES)('R23 what the page is told that %s may do is the same table', async (role) => {
  const { roomId, actor } = await setStage(cast, workspaceId, role);
  const { can } = (await roomOf(actor, roomId)).me;
  const column = ROOM_ROLES.indexOf(role);
  const table = ROWS.flatMap(({ actions, cells }) => actions.map((action) => [action, cells[column] === 'yes']));
  expect(can).toEqual(Object.fromEntries(table));
  expect(Object.keys(can).sort()).toEqual([...ROOM_ACTIONS].sort());
});
