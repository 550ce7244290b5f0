import type { Ack, ClientAnswer, ClientEvent, RoomDetail } from '#contract';
import { io, type Socket } from 'socket.io-client';
import { person, type Person } from '../factories/people.js';
import { room, workspace } from '../factories/places.js';
import type { Topology } from '../support/topology.js';

export interface Crowd {
  people: Person[];
  rooms: RoomDetail[];
  /** Numbers in `people` of those who sit in the room with the same number in `rooms`. */
  seats: number[][];
}

const inTurn = async <T, R>(list: readonly T[], width: number, act: (one: T) => Promise<R>): Promise<R[]> => {
  const results: R[] = [];
  for (let from = 0; from < list.length; from += width) {
    results.push(...(await Promise.all(list.slice(from, from + width).map(act))));
  }
  return results;
};

/** As many people as rooms, each room with `readers` neighbours in it: everybody sits in as many rooms as a room has people. */
export const crowd = async (topology: Topology, size: number, readers: number): Promise<Crowd> => {
  const numbers = Array.from({ length: size }, (_, index) => index);
  const people = await inTurn(numbers, 4, async (index) => person(topology, 'bench', index));
  const [owner, ...others] = people;
  if (owner === undefined) throw new Error('Nobody came');
  const place = await workspace(owner, others);
  const seats = numbers.map((index) => Array.from({ length: readers }, (_, seat) => (index + seat) % size));
  const rooms = await inTurn(seats, 4, async (row) => {
    const [first, ...members] = row.flatMap((seat) => people[seat] ?? []);
    if (first === undefined) throw new Error('An empty room');
    return room(first, { workspaceId: place.id, members });
  });
  return { people, rooms, seats };
};

/** A connected socket without the checks of the test suites, which would cost more than what is measured. */
export const plainSocket = async (url: string, token?: string): Promise<Socket> => {
  const socket = io(url, { transports: ['websocket'], auth: { token }, forceNew: true, reconnection: false });
  await new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('connect_error', reject);
  });
  return socket;
};

export const call = async <E extends ClientEvent>(
  socket: Socket,
  event: E,
  payload: unknown,
): Promise<ClientAnswer<E>> => {
  const answer = (await socket.timeout(30_000).emitWithAck(event, payload)) as Ack<E>;
  if (!answer.ok) throw new Error(`${event}: ${JSON.stringify(answer.error)}`);
  return answer.data;
};
