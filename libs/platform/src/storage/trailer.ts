import type { FileHandle } from 'node:fs/promises';

/** Length of what follows an object's bytes in its file: JSON filled up with spaces. */
export const TRAILER_BYTES = 256;

/**
 * The end of an object's file, which holds its media type.
 * @throws RangeError when the type is too long for it
 */
export function trailer(type: string): Buffer {
  const text = Buffer.from(JSON.stringify({ type }));
  if (text.length > TRAILER_BYTES) throw new RangeError('The media type of an object is too long');
  return Buffer.concat([text], TRAILER_BYTES).fill(' ', text.length);
}

/**
 * The media type of an object.
 * @param size of the object, after which the trailer begins
 * @throws Error when there is no trailer: the file was cut or changed by somebody else
 */
export async function readTrailer(file: FileHandle, size: number): Promise<string> {
  const { buffer } = await file.read(Buffer.alloc(TRAILER_BYTES), 0, TRAILER_BYTES, Math.max(size, 0));
  const { type } = JSON.parse(buffer.toString()) as { type: string };
  return type;
}
