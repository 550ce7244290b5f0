import { answered, others, own, running, words, type Row, type Stage } from './stage.js';

const ALL: Row['cells'] = ['yes', 'yes', 'yes', 'yes'];
const WRITERS: Row['cells'] = ['yes', 'yes', 'yes', 'no'];
const ADMINS: Row['cells'] = ['yes', 'yes', 'no', 'no'];

const reading = (name: string, path: (s: Stage) => string): Row => ({
  name: `read: ${name}`,
  actions: ['room.read'],
  cells: ALL,
  rest: async (s) => s.actor.api().get(path(s)),
});

/** Rows about what is said and answered. */
export const MESSAGE_ROWS: Row[] = [
  reading('the room', ({ roomId }) => `/rooms/${roomId}`),
  reading('changes', ({ roomId }) => `/rooms/${roomId}/changes?after=0`),
  reading('participants', ({ roomId }) => `/rooms/${roomId}/participants`),
  reading('the queue', ({ roomId }) => `/rooms/${roomId}/generations`),
  reading('assistants', ({ roomId }) => `/rooms/${roomId}/assistants`),
  {
    name: 'read: messages',
    actions: ['room.read'],
    cells: ALL,
    rest: async ({ actor, roomId }) => actor.api().get(`/rooms/${roomId}/messages`),
    socket: async ({ roomId }, socket) => socket.ack('room:open', { roomId }),
  },
  {
    name: 'read: one message, and up to where',
    actions: ['room.read'],
    cells: ALL,
    rest: async (s) => s.actor.api().get(`/messages/${await others(s)}`),
    socket: async ({ roomId }, socket) => socket.ack('room:read', { roomId, seq: 0 }),
  },
  { name: 'search, download files, export', actions: ['room.search', 'file.download', 'room.export'], cells: ALL },
  {
    name: 'send',
    actions: ['message.send'],
    cells: WRITERS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/messages`, words()),
    socket: async ({ roomId }, socket) => socket.ack('message:send', { roomId, ...words() }),
  },
  {
    name: 'be seen typing',
    actions: ['message.send'],
    cells: WRITERS,
    socket: async ({ roomId }, socket) => socket.ack('typing', { roomId, active: true }),
  },
  {
    name: 'call an assistant',
    actions: ['assistant.call'],
    cells: WRITERS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/messages`, words('@ai hello')),
    socket: async ({ roomId }, socket) => socket.ack('message:send', { roomId, ...words('@ai hello') }),
  },
  { name: 'react, upload', actions: ['message.react', 'file.upload'], cells: WRITERS },
  {
    name: 'edit own messages',
    actions: ['message.editOwn'],
    cells: WRITERS,
    rest: async (s) => s.actor.api().patch(`/messages/${await own(s)}`, { content: 'other words' }),
    socket: async (s, socket) => socket.ack('message:edit', { messageId: await own(s), content: 'other words' }),
  },
  {
    name: 'delete own messages',
    actions: ['message.deleteOwn'],
    cells: WRITERS,
    rest: async (s) => s.actor.api().delete(`/messages/${await own(s)}`),
    socket: async (s, socket) => socket.ack('message:delete', { messageId: await own(s) }),
  },
  {
    name: 'stop a generation: own',
    actions: ['generation.stopOwn'],
    cells: WRITERS,
    rest: async (s) => {
      await own(s, '@ai hang on');
      return s.actor.api().post(`/generations/${await running(s)}/stop`);
    },
    socket: async (s, socket) => {
      await own(s, '@ai hang on');
      return socket.ack('generation:stop', { generationId: await running(s) });
    },
  },
  {
    name: 'stop a generation: any',
    actions: ['generation.stopAny'],
    cells: ADMINS,
    rest: async (s) => {
      await others(s, '@ai hang on');
      return s.actor.api().post(`/generations/${await running(s)}/stop`);
    },
    socket: async (s, socket) => {
      await others(s, '@ai hang on');
      return socket.ack('generation:stop', { generationId: await running(s) });
    },
  },
  {
    name: 'regenerate',
    actions: ['generation.regenerate'],
    cells: WRITERS,
    rest: async (s) => s.actor.api().post(`/messages/${await answered(s)}/regenerate`, {}),
  },
  {
    name: 'delete others’ messages',
    actions: ['message.deleteAny'],
    cells: ADMINS,
    rest: async (s) => s.actor.api().delete(`/messages/${await others(s)}`),
    socket: async (s, socket) => socket.ack('message:delete', { messageId: await others(s) }),
  },
  {
    name: 'edit others’ messages: nobody',
    actions: [],
    cells: ['no', 'no', 'no', 'no'],
    rest: async (s) => s.actor.api().patch(`/messages/${await others(s)}`, { content: 'put into their mouth' }),
    socket: async (s, socket) => socket.ack('message:edit', { messageId: await others(s), content: 'put in' }),
  },
];
