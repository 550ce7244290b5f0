import { assistant, fileUpload, invite, roomCode, type Message, type RoomDetail, type Workspace } from '#contract';
import { admin, person, type Person } from '../../factories/people.js';
import { room, roomOf, say, workspace } from '../../factories/places.js';
import { answerTo } from '../answers.js';
import type { Topology } from '../topology.js';

/** One of everything that a route can be about, all of it owned by `ana`; `ben` takes part in the room. */
export interface World {
  ana: Person;
  ben: Person;
  founder: Person;
  workspace: Workspace;
  room: RoomDetail;
  message: Message;
  answer: Message;
  assistantId: string;
  roomCode: string;
  inviteCode: string;
  /** An upload that was announced. */
  fileId: string;
  inviteId: string;
}

export const world = async (topology: Topology): Promise<World> => {
  const founder = await admin(topology);
  const ana = await person(topology, 'ana');
  const ben = await person(topology, 'ben');
  const place = await workspace(ana, [ben]);
  const made = await room(ana, { workspaceId: place.id, members: [ben] });
  const reader = await ana.watch(made.id);
  const question = await say(ana, made.id, '@ai a first question');
  const placeholder = await answerTo(reader, question);
  const answer = await reader.status(placeholder.id, 'complete');
  const helper = { name: 'Helper', handle: 'helper' };
  const second = (await ana.api().post(`/rooms/${made.id}/assistants`, helper)).as(assistant, 201);
  const code = (await ana.api().post(`/rooms/${made.id}/code`)).as(roomCode, 201);
  const invited = (await ana.api().post(`/workspaces/${place.id}/invite`, {})).as(invite, 201);
  const message = await say(ana, made.id, 'a plain message');
  const picture = { purpose: 'avatar', name: 'ana.png', size: 100, type: 'image/png' };
  const upload = (await ana.api().post('/files', picture)).as(fileUpload, 201);
  return {
    ana,
    ben,
    founder,
    workspace: place,
    room: await roomOf(ana, made.id),
    message,
    answer,
    assistantId: second.id,
    roomCode: code.code,
    inviteCode: invited.code,
    fileId: upload.file.id,
    inviteId: invited.id,
  };
};
