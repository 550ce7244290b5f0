// Run as a process of its own by `PictureMaker`: reads a picture from standard input, writes it as a small square to
// standard output. What breaks a decoder breaks this process and nothing else; it knows no secret and opens no file.
import { buffer } from 'node:stream/consumers';
import sharp from 'sharp';

/** Width and height of what is kept. */
const SIDE = 256;
/** Beyond the cameras of phones, below what fills the memory: 64 million pixels. */
const MAX_PIXELS = 64_000_000;
/** Exit code that says: it is the picture's fault. */
const UNREADABLE = 3;

// The decoders of what we take, and no other that libvips would find by itself (SVG, PDF, ImageMagick).
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadPng',
    'VipsForeignLoadJpeg',
    'VipsForeignLoadNsgif',
    'VipsForeignLoadWebp',
    'VipsForeignLoadHeif',
  ],
});
sharp.cache(false);
sharp.concurrency(1);

const original = await buffer(process.stdin);
try {
  // Metadata (where a photo was taken) is left behind unless it is asked for; the orientation is applied first.
  const picture = await sharp(original, { limitInputPixels: MAX_PIXELS, sequentialRead: true, failOn: 'error' })
    .autoOrient()
    .resize(SIDE, SIDE, { fit: 'cover' })
    .webp({ quality: 82 })
    .toBuffer();
  process.stdout.write(picture);
} catch {
  process.exitCode = UNREADABLE;
}
