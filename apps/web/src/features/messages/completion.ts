import type { CastMember } from '../../lib/cast.js';

/** An `@…` that is being typed: where it begins, and what stands after the sign. */
export interface Completion {
  readonly start: number;
  readonly query: string;
}

/** The mention that is being typed at the caret, if there is one. */
export function completionAt(text: string, caret: number): Completion | undefined {
  const match = /(?:^|[\s(])@([\p{L}\p{N}_.-]{0,32})$/u.exec(text.slice(0, caret));
  return match ? { start: caret - match[1]!.length - 1, query: match[1]!.toLowerCase() } : undefined;
}

/** Who could be meant: by the beginning of the handle or of a word of the name; who is written out comes first. */
export function candidates(members: readonly CastMember[], query: string, limit = 8): CastMember[] {
  const fits = ({ handle, name }: CastMember) =>
    handle.toLowerCase().startsWith(query) ||
    name
      .toLowerCase()
      .split(/\s+/)
      .some((word) => word.startsWith(query));
  const exact = ({ handle }: CastMember) => (handle.toLowerCase() === query ? 0 : 1);
  return members
    .filter(fits)
    .sort((a, b) => exact(a) - exact(b))
    .slice(0, limit);
}

/** The text with the mention written out, and where the caret goes. */
export function complete(text: string, caret: number, { start }: Completion, handle: string) {
  const inserted = `@${handle} `;
  const rest = text.slice(caret).replace(/^ /, '');
  return { text: text.slice(0, start) + inserted + rest, caret: start + inserted.length };
}
