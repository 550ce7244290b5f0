import type { DeltaKind, ServerPayload, StreamSnapshot } from '#contract';

export type Frame = ServerPayload<'generation:delta'>;

/** The text of an answer while it is being written, as far as this page has it. */
export interface LiveText {
  readonly generationId: string;
  readonly attempt: number;
  readonly parts: Readonly<Record<DeltaKind, string>>;
  /** Frames beyond a gap, by offset; they are applied as soon as it closes. */
  readonly ahead: readonly Frame[];
  /** The whole message has come: frames of this attempt that are still on their way say nothing new. */
  readonly ended: boolean;
}

type Attempt = Pick<LiveText, 'generationId' | 'attempt'>;

const NOTHING = { text: '', thinking: '', tool: '' } as const;

const begin = ({ generationId, attempt }: Attempt): LiveText => ({
  generationId,
  attempt,
  parts: NOTHING,
  ahead: [],
  ended: false,
});

/** Generations of a message follow one another, and their ids sort by time; attempts of one are numbered. */
function compareAttempts(a: Attempt, b: Attempt): number {
  if (a.generationId !== b.generationId) return a.generationId < b.generationId ? -1 : 1;
  return a.attempt - b.attempt;
}

/** Appends the part of a frame that is new; `undefined` when the frame begins beyond the end of what is there. */
function append(have: string, frame: Pick<Frame, 'offset' | 'text'>): string | undefined {
  if (frame.offset > have.length) return undefined;
  const fresh = frame.text.slice(have.length - frame.offset);
  return fresh === '' ? have : have + fresh;
}

/** Applies kept frames until one still lies beyond a gap. */
function drain(live: LiveText): LiveText {
  const parts = { ...live.parts };
  const ahead: Frame[] = [];
  for (const frame of live.ahead) {
    const text = append(parts[frame.kind], frame);
    if (text === undefined) ahead.push(frame);
    else parts[frame.kind] = text;
  }
  return { ...live, parts, ahead };
}

/**
 * Takes one frame in (api.md, `generation:delta`): an offset equal to what is there appends, a lesser one skips what is
 * there, a greater one is kept aside; a higher attempt starts afresh, a lower one is ignored. Offsets count UTF-16
 * units per kind. Gives the same object back when the frame says nothing new.
 */
export function mergeFrame(live: LiveText | undefined, frame: Frame): LiveText {
  const order = live ? compareAttempts(frame, live) : 1;
  if (live && (order < 0 || (order === 0 && live.ended))) return live;
  const base = live && order === 0 ? live : begin(frame);
  const text = append(base.parts[frame.kind], frame);
  if (text === undefined) {
    const ahead = [...base.ahead, frame].sort((a, b) => a.offset - b.offset);
    return { ...base, ahead };
  }
  if (text === base.parts[frame.kind]) return base;
  const next = { ...base, parts: { ...base.parts, [frame.kind]: text } };
  return next.ahead.length > 0 ? drain(next) : next;
}

/** Takes in what `room:open` says has been written so far: each part counts as a frame at offset 0. */
export function mergeSnapshot(live: LiveText | undefined, { messageId, parts, ...of }: StreamSnapshot): LiveText {
  const fresh = !live || compareAttempts(of, live) > 0;
  return (['text', 'thinking', 'tool'] as const).reduce<LiveText>(
    (merged, kind) => mergeFrame(merged, { ...of, roomId: '', messageId, kind, offset: 0, text: parts[kind] }),
    fresh ? begin(of) : live,
  );
}

/** Marks an attempt as over, so that a frame that comes late cannot bring it to life again. */
export const endLive = (of: Attempt): LiveText => ({ ...begin(of), ended: true });

/** Whether text is missing in the middle: then `room:open` has to be asked again. */
export const hasGap = (live: LiveText): boolean => live.ahead.length > 0;
