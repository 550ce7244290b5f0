import type { Readable } from 'node:stream';

export interface StoredObject {
  size: number;
  type: string;
}

export interface ByteRange {
  /** First byte, from 0. */
  start: number;
  /** Last byte, inclusive. */
  end: number;
}

/** The object asked for is not in the store. */
export class ObjectMissing extends Error {}

/**
 * Where the bytes of files lie. Keys are `[a-z0-9/_.-]+`, at most 200 characters, without `..`, made by the server,
 * never by a person. An object becomes visible only when it is whole.
 */
export abstract class Storage {
  /** Makes the bucket or folder where it is missing; rejects when the store can't be used. */
  abstract prepare(): Promise<void>;

  /** Writes an object, replacing one under this key. When `body` fails or ends early nothing is left behind. Gives its size in bytes. */
  abstract put(key: string, body: Readable, type: string): Promise<{ size: number }>;

  /** @throws ObjectMissing */
  abstract get(key: string, range?: ByteRange): Promise<Readable>;

  /** @throws ObjectMissing */
  abstract stat(key: string): Promise<StoredObject>;

  /** Removes an object; one that is not there is no fault. */
  abstract remove(key: string): Promise<void>;

  /** Every key with this prefix. */
  abstract list(prefix: string): AsyncIterable<string>;

  /** A link to the object that ends after `seconds`; null where the store has none and the API serves the bytes. */
  abstract signedUrl(key: string, seconds: number): Promise<string | null>;

  /** Resolves when the store answers. */
  abstract ping(): Promise<void>;
}
