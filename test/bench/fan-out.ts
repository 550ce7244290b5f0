import { randomUUID } from 'node:crypto';
import type { Socket } from 'socket.io-client';
import { startChild } from './child.js';
import { call, plainSocket, type Crowd } from './crowd.js';
import { percentile, type Figure } from './figures.js';

const RATE = 80;

interface Delta {
  messageId: string;
  offset: number;
  text: string;
}

/** What one reader heard of one answer: whether its text is whole, and how evenly it came. */
class Ear {
  text = '';
  frames = 0;
  torn = 0;
  readonly gaps: number[] = [];
  #last = NaN;

  hear(delta: Delta): void {
    const now = performance.now();
    if (!Number.isNaN(this.#last)) this.gaps.push(now - this.#last);
    this.#last = now;
    this.frames += 1;
    if (delta.offset !== this.text.length) this.torn += 1;
    this.text = this.text.slice(0, delta.offset) + delta.text;
  }
}

interface Heard {
  ears: Ear[];
  seconds: number;
}

const ours = async (crowd: Crowd, sockets: Socket[], tokens: number): Promise<Heard> => {
  const ears = new Map<string, Ear>();
  let open = crowd.rooms.length;
  const done = new Promise<void>((resolve) => {
    const over = new Set<string>();
    sockets.forEach((socket, number) => {
      socket.on('generation:delta', (delta: Delta) => {
        const key = `${number} ${delta.messageId}`;
        const ear = ears.get(key) ?? new Ear();
        ears.set(key, ear);
        ear.hear(delta);
      });
      socket.on('message:updated', ({ message }: { message: { id: string; status: string } }) => {
        if (['queued', 'streaming'].includes(message.status) || over.has(message.id)) return;
        over.add(message.id);
        open -= 1;
        if (open === 0) setTimeout(resolve, 500);
      });
    });
  });
  const started = performance.now();
  await Promise.all(
    crowd.rooms.map(async (one, index) => {
      const socket = sockets[crowd.seats[index]?.[0] ?? 0];
      if (!socket) throw new Error('Nobody to ask');
      const content = `@ai bench tokens=${tokens} rate=${RATE}`;
      await call(socket, 'message:send', { roomId: one.id, content, clientId: randomUUID() });
    }),
  );
  await done;
  return { ears: [...ears.values()], seconds: (performance.now() - started) / 1000 };
};

/** The same rooms, readers and frame rate through Socket.IO alone. */
const bare = async (crowd: Crowd, everyMs: number, frames: number): Promise<Heard> => {
  const server = await startChild('bare-socket.ts');
  const ears = new Map<string, Ear>();
  const expected = crowd.rooms.length * (crowd.seats[0]?.length ?? 0) * frames;
  let heard = 0;
  let finish = (): void => undefined;
  const done = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const sockets = await Promise.all(
    crowd.people.map(async (_, number) => {
      const socket = await plainSocket(server.url);
      socket.on('generation:delta', (delta: Delta) => {
        const key = `${number} ${delta.messageId}`;
        const ear = ears.get(key) ?? new Ear();
        ears.set(key, ear);
        ear.hear(delta);
        if (++heard === expected) finish();
      });
      const mine = crowd.rooms.filter((_room, index) => crowd.seats[index]?.includes(number)).map((one) => one.id);
      await socket.emitWithAck('join', mine);
      return socket;
    }),
  );
  const started = performance.now();
  const rooms = crowd.rooms.map((one) => one.id);
  sockets[0]?.emit('run', { rooms, everyMs, frames, text: 't123 t124 t125 '.slice(0, 15) });
  await done;
  const seconds = (performance.now() - started) / 1000;
  for (const socket of sockets) socket.disconnect();
  await server.stop();
  return { ears: [...ears.values()], seconds };
};

/** S2: all rooms stream at once; every token has to come, in order and evenly, in packed frames. */
export const fanOut = async (crowd: Crowd, seconds: number): Promise<Figure[]> => {
  const tokens = seconds * RATE;
  const whole = Array.from({ length: tokens }, (_, index) => `t${index} `).join('');
  const sockets = await Promise.all(
    crowd.people.map(async (who) => plainSocket(who.api().baseUrl, who.session.accessToken)),
  );
  await Promise.all(
    crowd.seats.flatMap((row, index) =>
      row.map(async (seat) => {
        const socket = sockets[seat];
        if (socket) await call(socket, 'room:open', { roomId: crowd.rooms[index]?.id });
      }),
    ),
  );
  const mine = await ours(crowd, sockets, tokens);
  for (const socket of sockets) socket.disconnect();

  const answers = crowd.rooms.length * (crowd.seats[0]?.length ?? 0);
  const delivered = mine.ears.reduce((sum, ear) => sum + ear.text.length, 0) / (answers * whole.length);
  const frames = mine.ears.reduce((sum, ear) => sum + ear.frames, 0);
  const torn = mine.ears.reduce((sum, ear) => sum + ear.torn, 0);
  const wrong = mine.ears.filter((ear) => !whole.startsWith(ear.text)).length;
  const everyMs = (seconds * 1000 * answers) / frames;
  const reference = await bare(crowd, everyMs, Math.round(frames / answers));

  const gap = (heard: Heard, share: number): number =>
    percentile(
      heard.ears.flatMap((ear) => ear.gaps),
      share,
    );
  const perSecond = (heard: Heard): number => heard.ears.reduce((sum, ear) => sum + ear.frames, 0) / heard.seconds;
  const common = { referenceName: 'bare Socket.IO' };
  const share = delivered * 100;
  return [
    {
      measure: `S2 text delivered live, ${crowd.rooms.length} × ${RATE}/s × ${crowd.seats[0]?.length} readers`,
      value: share,
      unit: '%',
      aim: { text: '100 %, none wrong', met: share === 100 && torn === 0 && wrong === 0 },
      reference: 100,
      ...common,
    },
    ...([0.5, 0.99] as const).map((one) => ({
      measure: `S2 gap between frames, p${one * 100}`,
      value: gap(mine, one),
      unit: 'ms',
      aim: one === 0.99 ? { text: '< 150 ms', met: gap(mine, one) < 150 } : null,
      reference: gap(reference, one),
      ...common,
    })),
    {
      measure: 'S2 frames delivered per second',
      value: perSecond(mine),
      unit: '/s',
      aim: null,
      reference: perSecond(reference),
      ...common,
    },
    {
      measure: 'S2 tokens per frame',
      value: (tokens * answers) / frames,
      unit: '',
      aim: { text: '≥ 2 (packed)', met: (tokens * answers) / frames >= 2 },
      reference: null,
      ...common,
    },
  ];
};
