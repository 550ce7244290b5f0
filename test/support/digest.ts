import { admin } from '../factories/people.js';
import { history } from '../factories/places.js';
import type { World } from './routes/index.js';
import type { Topology } from './topology.js';

/** Everything that a refused request could have changed, as the interface shows it; equal digests: nothing changed. */
export const digest = async (topology: Topology, w: World): Promise<Record<string, unknown>> => {
  const api = w.ana.api();
  const seen: Record<string, unknown> = {};
  for (const path of [
    '/auth/me',
    '/workspaces?limit=100',
    '/rooms?limit=100',
    `/workspaces/${w.workspace.id}/members?limit=100`,
    `/workspaces/${w.workspace.id}/rooms?limit=100`,
    `/rooms/${w.room.id}`,
    `/rooms/${w.room.id}/generations`,
    `/rooms/by-code/${w.roomCode}`,
    `/invites/${w.inviteCode}`,
  ]) {
    const answer = await api.get(path);
    seen[path] = { status: answer.status, body: answer.body };
  }
  const founder = (await w.founder.api().get('/auth/me')).status === 200 ? w.founder : await admin(topology);
  const general = ((await founder.api().get('/workspaces')).body as { items: { memberCount: number }[] }).items[0];
  return { ...seen, messages: await history(w.ana, w.room.id), people: general?.memberCount };
};
