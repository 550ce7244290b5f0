import { roomDetail } from '#contract';
import { secondAssistant, setRole, type Row } from './stage.js';

const ADMINS: Row['cells'] = ['yes', 'yes', 'no', 'no'];
const OWNER: Row['cells'] = ['yes', 'no', 'no', 'no'];

/** Rows about the room and its people. */
export const ROOM_ROWS: Row[] = [
  { name: 'pin', actions: ['message.pin'], cells: ADMINS },
  {
    name: 'mute a participant',
    actions: ['participant.mute'],
    cells: ADMINS,
    rest: async ({ actor, roomId, cast }) =>
      actor.api().put(`/rooms/${roomId}/participants/${cast.other.id}/mute`, { minutes: 1 }),
  },
  {
    name: 'give the word back',
    actions: ['participant.mute'],
    cells: ADMINS,
    rest: async ({ actor, roomId, cast }) => actor.api().delete(`/rooms/${roomId}/participants/${cast.other.id}/mute`),
  },
  {
    name: 'update the room',
    actions: ['room.update'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().patch(`/rooms/${roomId}`, { topic: 'Another' }),
  },
  {
    name: 'slow mode',
    actions: ['room.update'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().patch(`/rooms/${roomId}`, { slowModeSeconds: 10 }),
  },
  {
    name: 'manage assistants: add',
    actions: ['assistant.manage'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/assistants`, { name: 'New', handle: 'new' }),
  },
  {
    name: 'manage assistants: change',
    actions: ['assistant.manage'],
    cells: ADMINS,
    rest: async (s) =>
      s.actor.api().patch(`/rooms/${s.roomId}/assistants/${await secondAssistant(s)}`, { name: 'Other' }),
  },
  {
    name: 'manage assistants: remove',
    actions: ['assistant.manage'],
    cells: ADMINS,
    rest: async (s) => s.actor.api().delete(`/rooms/${s.roomId}/assistants/${await secondAssistant(s)}`),
  },
  {
    name: 'invite participants',
    actions: ['participant.invite'],
    cells: ADMINS,
    rest: async ({ actor, roomId, cast }) => actor.api().post(`/rooms/${roomId}/invite`, { userId: cast.newcomer.id }),
  },
  {
    name: 'remove participants',
    actions: ['participant.remove'],
    cells: ADMINS,
    rest: async ({ actor, roomId, cast }) => actor.api().delete(`/rooms/${roomId}/participants/${cast.other.id}`),
  },
  {
    name: 'remove an owner',
    actions: [],
    cells: OWNER,
    rest: async (s) => {
      const { actor, roomId, cast } = s;
      await setRole(s, cast.other, 'owner');
      return actor.api().delete(`/rooms/${roomId}/participants/${cast.other.id}`);
    },
  },
  {
    name: 'change roles',
    actions: ['participant.changeRole'],
    cells: ADMINS,
    rest: async ({ actor, roomId, cast }) =>
      actor.api().patch(`/rooms/${roomId}/participants/${cast.other.id}`, { role: 'admin' }),
  },
  {
    name: 'change roles to owner',
    actions: ['participant.changeOwner'],
    cells: OWNER,
    rest: async ({ actor, roomId, cast }) =>
      actor.api().patch(`/rooms/${roomId}/participants/${cast.other.id}`, { role: 'owner' }),
  },
  {
    name: 'change the role of an owner',
    actions: ['participant.changeOwner'],
    cells: OWNER,
    rest: async (s) => {
      const { actor, roomId, cast } = s;
      await setRole(s, cast.other, 'owner');
      return actor.api().patch(`/rooms/${roomId}/participants/${cast.other.id}`, { role: 'member' });
    },
  },
  { name: 'set the room’s provider key', actions: ['room.providerKey'], cells: OWNER },
  {
    name: 'delete the room',
    actions: ['room.delete'],
    cells: OWNER,
    rest: async ({ actor, roomId }) => actor.api().delete(`/rooms/${roomId}`),
  },
  {
    name: 'hand over ownership',
    actions: ['room.transfer'],
    cells: OWNER,
    rest: async ({ actor, roomId, cast }) => actor.api().post(`/rooms/${roomId}/transfer`, { userId: cast.other.id }),
  },
  {
    name: 'rulings 22: ban',
    actions: ['participant.ban'],
    cells: ADMINS,
    rest: async ({ actor, roomId, cast }) => actor.api().put(`/rooms/${roomId}/bans/${cast.other.id}`),
  },
  {
    name: 'rulings 22: list bans',
    actions: ['participant.ban'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().get(`/rooms/${roomId}/bans`),
  },
  {
    name: 'rulings 22: lift a ban',
    actions: ['participant.ban'],
    cells: ADMINS,
    rest: async ({ actor, roomId, cast }) => {
      await cast.owner.api().put(`/rooms/${roomId}/bans/${cast.other.id}`);
      return actor.api().delete(`/rooms/${roomId}/bans/${cast.other.id}`);
    },
  },
  {
    name: 'rulings 22: archive',
    actions: ['room.archive'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) => actor.api().post(`/rooms/${roomId}/archive`),
  },
  {
    name: 'rulings 22: take out of the archive',
    actions: ['room.archive'],
    cells: ADMINS,
    rest: async ({ actor, roomId, cast }) => {
      (await cast.owner.api().post(`/rooms/${roomId}/archive`)).as(roomDetail);
      return actor.api().delete(`/rooms/${roomId}/archive`);
    },
  },
  ...(['get', 'post', 'delete'] as const).map((method): Row => ({
    name: `rulings 22: code (${method})`,
    actions: ['room.code'],
    cells: ADMINS,
    rest: async ({ actor, roomId }) =>
      method === 'post' ? actor.api().post(`/rooms/${roomId}/code`, {}) : actor.api()[method](`/rooms/${roomId}/code`),
  })),
];
