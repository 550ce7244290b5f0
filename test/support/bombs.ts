import { crc32, deflateSync } from 'node:zlib';

const chunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
};

interface Header {
  side: number;
  bits: number;
  /** 0 grey, 6 with colours and transparency (PNG §11.2.1). */
  colour: number;
  interlaced: boolean;
}

const png = ({ side, bits, colour, interlaced }: Header, raw: Buffer): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(side, 0);
  header.writeUInt32BE(side, 4);
  header.set([bits, colour, 0, 0, interlaced ? 1 : 0], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(raw, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

/** 900 million pixels in a hundred kilobytes. */
export const widePng = (): Buffer => {
  const side = 30_000;
  return png({ side, bits: 1, colour: 0, interlaced: false }, Buffer.alloc(side * (1 + side / 8)));
};

/** Within any sensible number of pixels, and half a gigabyte as soon as it is decoded: interlaced, so not line by line. */
export const deepPng = (): Buffer => {
  const side = 7_900;
  // Adam7 (PNG §8.1): start and step of each pass, across and down.
  const passes = [
    [0, 8, 0, 8],
    [4, 8, 0, 8],
    [0, 4, 4, 8],
    [2, 4, 0, 4],
    [0, 2, 2, 4],
    [1, 2, 0, 2],
    [0, 1, 1, 2],
  ] as const;
  const bytes = passes.map(([x, dx, y, dy]) => Math.ceil((side - y) / dy) * (1 + 8 * Math.ceil((side - x) / dx)));
  const raw = Buffer.alloc(bytes.reduce((sum, one) => sum + one, 0));
  return png({ side, bits: 16, colour: 6, interlaced: true }, raw);
};
