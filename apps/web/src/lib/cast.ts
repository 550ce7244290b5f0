import type { Assistant, Author, Participant } from '#contract';
import { hueOf } from './ids.js';

/** Somebody who can speak in a room, as the page draws them. */
export interface CastMember {
  readonly id: string;
  readonly kind: 'person' | 'assistant';
  readonly name: string;
  readonly handle: string;
  readonly hue: number;
  readonly avatarUrl: string | null;
}

/** Everyone in a room: people and assistants alike. */
export interface Cast {
  readonly members: readonly CastMember[];
  readonly byId: ReadonlyMap<string, CastMember>;
  readonly byHandle: ReadonlyMap<string, CastMember>;
}

/** The cast of a room, assistants first. */
export function castOf(assistants: readonly Assistant[], participants: readonly Participant[]): Cast {
  const members: CastMember[] = [
    ...assistants.map(({ id, name, handle, pictureUrl }) => ({
      id,
      name,
      handle,
      kind: 'assistant' as const,
      hue: hueOf(id),
      avatarUrl: pictureUrl,
    })),
    ...participants.map(({ user }) => ({
      id: user.id,
      name: user.displayName,
      handle: user.username,
      kind: 'person' as const,
      hue: user.color,
      avatarUrl: user.avatarUrl,
    })),
  ];
  return {
    members,
    byId: new Map(members.map((member) => [member.id, member])),
    byHandle: new Map(members.map((member) => [member.handle.toLowerCase(), member])),
  };
}

/** Who wrote something, also when they have left since. */
export function memberFor(cast: Cast, author: Pick<Author, 'id' | 'name' | 'type'>): CastMember {
  const present = cast.byId.get(author.id);
  if (present) return present;
  const kind = author.type === 'assistant' ? 'assistant' : 'person';
  return { id: author.id, kind, name: author.name, handle: '', hue: hueOf(author.id), avatarUrl: null };
}
