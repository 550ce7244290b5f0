import type { Person } from '../factories/people.js';
import { statement, timeAgo } from './database.js';
import type { Topology } from './topology.js';

/** Lets so many minutes pass since a person last showed who they are. */
export const backdate = async (topology: Topology, { id }: Person, minutes: number): Promise<void> => {
  await statement(topology, 'UPDATE sessions SET confirmed_at = ? WHERE user_id = ?', [timeAgo(minutes * 60), id]);
};
