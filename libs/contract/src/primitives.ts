import { z } from 'zod';

/** Prefix of each kind of id. Ids are TypeIDs: sortable by time of creation, and unguessable. */
export const ID_PREFIXES = {
  user: 'usr',
  session: 'ses',
  workspace: 'wsp',
  invite: 'inv',
  room: 'room',
  message: 'msg',
  assistant: 'ast',
  generation: 'gen',
  file: 'file',
  provider: 'prv',
  apiToken: 'tok',
} as const;
export type IdKind = keyof typeof ID_PREFIXES;

const id = (kind: IdKind) =>
  z
    .string()
    .regex(
      new RegExp(`^${ID_PREFIXES[kind]}_[0-7][0-9a-hjkmnp-tv-z]{25}$`),
      `Not ${/^[aiu]/.test(kind) ? 'an' : 'a'} ${kind} id.`,
    )
    .meta({ description: `TypeID with prefix ${ID_PREFIXES[kind]}_` });

export const userId = id('user');
export const sessionId = id('session');
export const workspaceId = id('workspace');
export const inviteId = id('invite');
export const roomId = id('room');
export const messageId = id('message');
export const assistantId = id('assistant');
export const generationId = id('generation');
export const fileId = id('file');
export const apiTokenId = id('apiToken');

/** BCP 47 tags of the languages that the page speaks (R68). */
export const LANGUAGES = ['en', 'de', 'es', 'fr', 'ja', 'ar'] as const;
export const language = z.enum(LANGUAGES);
export type Language = z.infer<typeof language>;

/** Name of the IANA time zone database, such as `Europe/Vienna`. */
export const timeZone = z
  .string()
  .max(64)
  .refine((name) => {
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
    } catch {
      return false;
    }
  }, 'Not a time zone such as Europe/Vienna.');

/** ISO 8601 UTC with milliseconds. */
export const timestamp = z.string().meta({ format: 'date-time' });

/** Length in Unicode code points (rulings 10). */
export const codePoints = (text: string): number => {
  let count = 0;
  for (const _ of text) count++;
  return count;
};

const isClean = (text: string) => !text.includes('\u0000') && text.isWellFormed();

interface TextLimits {
  min?: number;
  max: number;
  /** Off for passwords and for the inside of message text (rulings 10). */
  trim?: boolean;
}

/** A string that a person typed: NFC, without NUL and lone surrogates, its length counted in code points. */
export const typedText = ({ min = 0, max, trim = true }: TextLimits) =>
  z
    .string()
    .refine(isClean, 'Contains characters that cannot be stored.')
    .transform((text) => (trim ? text.normalize('NFC').trim() : text.normalize('NFC')))
    .refine(
      (text) => codePoints(text) >= min,
      min === 1 ? 'Must not be empty.' : `Must have at least ${min} characters.`,
    )
    .refine((text) => codePoints(text) <= max, `Must have at most ${max} characters.`)
    .meta({ minLength: min, maxLength: max });

/** 3–32 of `a-z 0-9 _ . -`, lower case; no `@`, so a username and an e-mail address never collide (rulings 11). */
export const handle = z
  .string()
  .transform((text) => text.normalize('NFC').trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9_.-]{3,32}$/, 'Use 3 to 32 of a–z, 0–9, “_”, “.” and “-”.'));

/** Assistants' handles share the alphabet but may be short, as `ai` is. */
export const assistantHandle = z
  .string()
  .transform((text) => text.normalize('NFC').trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9_.-]{2,32}$/, 'Use 2 to 32 of a–z, 0–9, “_”, “.” and “-”.'));

export const emailAddress = z
  .string()
  .transform((text) => text.normalize('NFC').trim().toLowerCase())
  .pipe(z.email('Not an e-mail address.').max(191, 'Must have at most 191 characters.'));

/** 8–128 code points of any Unicode, untrimmed (R6). */
export const newPassword = z
  .string()
  .max(1024)
  .refine(isClean, 'Contains characters that cannot be stored.')
  .refine((text) => codePoints(text) >= 8, 'Must have at least 8 characters.')
  .refine((text) => codePoints(text) <= 128, 'Must have at most 128 characters.')
  .meta({ minLength: 8, maxLength: 128 });

/** A secret that is only compared: bounded, so that it can't be used to burn time. */
export const secretInput = z.string().min(1, 'Must not be empty.').max(1024);

export const pageLimit = z.coerce.number().int().min(1).max(100).default(50);

export const pageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: pageLimit,
});

export type PageQuery = z.infer<typeof pageQuery>;

/** `{ items, nextCursor }`: the shape of every list that can grow. */
export const page = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });
