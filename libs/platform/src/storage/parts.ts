import type { Readable } from 'node:stream';

/** Cuts a stream of bytes into parts of exactly `size` bytes; the last may be shorter, and is never empty. */
export async function* inParts(body: Readable, size: number): AsyncGenerator<Buffer, undefined> {
  let held: Buffer[] = [];
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    for (let rest = chunk; rest.length > 0;) {
      const piece = rest.subarray(0, size - length);
      rest = rest.subarray(piece.length);
      held.push(piece);
      length += piece.length;
      if (length < size) continue;
      yield Buffer.concat(held, length);
      held = [];
      length = 0;
    }
  }
  if (length > 0) yield Buffer.concat(held, length);
  return undefined;
}
