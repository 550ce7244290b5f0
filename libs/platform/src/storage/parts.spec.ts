import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Readable } from 'node:stream';
import { inParts } from './parts.js';

const chunks = fc.array(fc.uint8Array({ maxLength: 30 }).map((bytes) => Buffer.from(bytes)));

describe('inParts', () => {
  it('gives the same bytes in parts of the size, the last one shorter and never empty', async () => {
    await fc.assert(
      fc.asyncProperty(chunks, fc.integer({ min: 1, max: 40 }), async (body, size) => {
        const parts = await Array.fromAsync(inParts(Readable.from(body), size));
        expect(Buffer.concat(parts)).toEqual(Buffer.concat(body));
        expect(parts.slice(0, -1).every((part) => part.length === size)).toBe(true);
        expect(parts.every((part) => part.length > 0 && part.length <= size)).toBe(true);
      }),
    );
  });

  it('closes the body when its reader stops', async () => {
    const body = Readable.from([Buffer.alloc(10), Buffer.alloc(10)]);
    for await (const part of inParts(body, 4)) {
      expect(part).toHaveLength(4);
      break;
    }
    expect(body.destroyed).toBe(true);
  });
});
