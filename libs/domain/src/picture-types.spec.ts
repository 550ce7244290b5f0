import { describe, expect, it } from '@jest/globals';
import { pictureTypeOf } from './picture-types.js';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0));

describe('the kind of a picture by its bytes', () => {
  it.each([
    ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image/png'],
    ['\xff\xd8\xff\xe0\0\x10JFIF', 'image/jpeg'],
    ['GIF89a\x01\0\x01\0', 'image/gif'],
    ['GIF87a\x01\0\x01\0', 'image/gif'],
    ['RIFF\x24\0\0\0WEBPVP8 ', 'image/webp'],
    ['\0\0\0\x20ftypavif\0\0\0\0', 'image/avif'],
    ['RIFF\x24\0\0\0WAVEfmt ', null],
    ['\0\0\0\x20ftypisom\0\0\0\0', null],
    ['<svg xmlns="http', null],
    ['<!doctype html><', null],
    ['%PDF-1.7', null],
    ['GIF', null],
    ['', null],
  ] as const)('%j is %s', (head, type) => expect(pictureTypeOf(bytes(head))).toBe(type));
});
