import type { Mention, ReplyMode } from '#contract';
import { maskedText } from './markdown-mask.js';
import { anyOf, MENTION_START } from './word-boundary.js';

/** What the triggers need to know of an assistant. */
export interface CallableAssistant {
  id: string;
  handle: string;
  name: string;
  replyMode: ReplyMode;
}

type Named = Pick<CallableAssistant, 'id' | 'handle' | 'name'>;

/**
 * Which assistants a message calls: their ids in the order in which they are to answer, each once (R36, rulings 11).
 *
 * Called is who is named by `@handle`, by `hey …` or `…:` at the start of a line, or as `ai` or `bot`; and, before
 * those unless it is among them, the assistant whose message is replied to. An assistant in the mode `always` answers
 * what names no assistant, a `paused` one nothing.
 *
 * @param input.assistants in the order of the room: the first one is who `@bot` means, and `@ai` where nobody has that handle.
 */
export function calledAssistants(input: {
  text: string;
  assistants: readonly CallableAssistant[];
  repliedToAssistantId?: string | null;
}): string[] {
  const { assistants, repliedToAssistantId } = input;
  const named = namedIn(input.text, assistants);
  const repliedTo = assistants.filter(({ id }) => id === repliedToAssistantId && !named.includes(id));
  const addressed = [...repliedTo.map(({ id }) => id), ...named];
  const awake = assistants.filter(({ replyMode }) => replyMode !== 'paused');
  if (addressed.length > 0) return addressed.filter((id) => awake.some((assistant) => assistant.id === id));
  return awake.filter(({ replyMode }) => replyMode === 'always').map(({ id }) => id);
}

/**
 * Users and assistants that a text mentions by `@username` and `@handle` (R27), in the order of the text, each once.
 * A username goes before the general names `@ai` and `@bot`.
 */
export function mentionsIn(
  text: string,
  known: { users: readonly { id: string; username: string; displayName: string }[]; assistants: readonly Named[] },
): Mention[] {
  const mentionable = new Map<string, Mention>();
  for (const { id, username, displayName } of known.users) {
    mentionable.set(fold(username), { type: 'user', id, name: displayName });
  }
  for (const [handle, { id, name }] of byHandle(known.assistants)) {
    if (!mentionable.has(handle)) mentionable.set(handle, { type: 'assistant', id, name });
  }
  const mentions = occurrences(text, mentionPattern(mentionable)).flatMap(([label]) => mentionable.get(label!) ?? []);
  return [...new Map(mentions.map((mention) => [`${mention.type} ${mention.id}`, mention])).values()];
}

/** Ids of the assistants that a text names, in the order of the text, each once. */
function namedIn(text: string, assistants: readonly Named[]): string[] {
  const handles = byHandle(assistants);
  const labels = byLabel(assistants);
  const pattern = `${mentionPattern(handles)}|${addressPattern(labels)}`;
  const named = occurrences(text, pattern).map(([handle, ...address]) =>
    handle === undefined ? labels.get(address.find((label) => label !== undefined)!) : handles.get(handle),
  );
  return [...new Set(named.flatMap((assistant) => assistant?.id ?? []))];
}

/** What stands behind an `@`. The general names mean the first assistant, unless one bears them as its handle. */
function byHandle(assistants: readonly Named[]): Map<string, Named> {
  const first = assistants.slice(0, 1);
  return labelled([
    ...assistants.map((assistant) => [assistant.handle, assistant] as const),
    ...first.flatMap((assistant) => [['ai', assistant] as const, ['bot', assistant] as const]),
  ]);
}

/** What stands behind `hey` or before a colon: a handle, else a name, else `ai` for the first assistant. */
function byLabel(assistants: readonly Named[]): Map<string, Named> {
  return labelled([
    ...assistants.map((assistant) => [assistant.handle, assistant] as const),
    ...assistants.map((assistant) => [assistant.name, assistant] as const),
    ...assistants.slice(0, 1).map((assistant) => ['ai', assistant] as const),
  ]);
}

/** A table by label; of several with one label the first stays. */
function labelled(entries: readonly (readonly [string, Named])[]): Map<string, Named> {
  const table = new Map<string, Named>();
  for (const [label, assistant] of entries) {
    if (label.trim() !== '' && !table.has(fold(label))) table.set(fold(label), assistant);
  }
  return table;
}

const NEVER = '(?!)';
const SPACES = String.raw`[^\S\r\n]+`;
/** No `::`, no scheme (`ai://`) and no face such as `:)`; French puts a space before the colon, Japanese has its own. */
const COLON = String.raw`(?:[:：](?![:\/\(\)\|])|[ \u00a0\u202f]:(?=\s|$))`;

function mentionPattern(labels: ReadonlyMap<string, unknown>): string {
  return labels.size === 0 ? NEVER : `${MENTION_START}(${anyOf(labels.keys())})`;
}

/** At the start of a line: `hey <label>`, `<label>: …` or `ai help`. */
function addressPattern(labels: ReadonlyMap<string, unknown>): string {
  if (labels.size === 0) return NEVER;
  const label = `(${anyOf(labels.keys())})`;
  return `^(?:${SPACES})?(?:hey${SPACES}${label}|${label}${COLON}|(ai)${SPACES}${anyOf(['help'])})`;
}

/** The captured labels of each match in what is said in a text, folded for a look-up. */
function occurrences(text: string, pattern: string): (string | undefined)[][] {
  const said = maskedText(text.normalize('NFC'));
  const matches = said.matchAll(new RegExp(pattern, 'gimv'));
  return [...matches].map((match) => match.slice(1).map((label: string | undefined) => label && fold(label)));
}

/** One form for labels that differ in case, in white space or in how their accents are encoded. */
function fold(label: string): string {
  return Array.from(label.normalize('NFC').trim().replace(/\s+/g, ' '), foldCharacter).join('');
}

/** As a pattern with the flag `i` compares (Unicode's simple case folding): a letter stays one letter. */
function foldCharacter(character: string): string {
  const upper = character.toUpperCase();
  const folded = (upper.length === character.length ? upper : character).toLowerCase();
  return folded.length === character.length ? folded : character;
}
