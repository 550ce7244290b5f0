import { file as fileShape, fileUpload, type File, type FileUpload } from '#contract';
import sharp from 'sharp';
import { ApiAnswer } from '../support/api-client.js';
import type { Person } from './people.js';

/** A picture of one colour, as a camera would give it: with a place and an orientation in its metadata. */
export const photo = async (width: number, height: number, background = '#336699'): Promise<Buffer> =>
  sharp({ create: { width, height, channels: 3, background } })
    .jpeg()
    .withExif({ IFD0: { Artist: 'Ana Secret' }, IFD3: { GPSLatitude: '48/1 12/1 0/1', GPSLatitudeRef: 'N' } })
    .toBuffer();

interface Announced {
  name?: string;
  type?: string;
  size?: number;
}

/** Announces a picture of that size. */
export const announce = async (owner: Person, size: number, { name = 'me.jpg', type = 'image/jpeg' }: Announced = {}) =>
  (await owner.api().post('/files', { purpose: 'avatar', name, size, type })).as(fileUpload, 201);

/** Sends bytes to the address of an upload, without any other credential. */
export const send = async (
  owner: Person,
  { upload }: FileUpload,
  bytes: Uint8Array<ArrayBuffer> | ReadableStream | string,
  { url = upload.url, index = owner.home } = {},
): Promise<ApiAnswer> => {
  const streamed = bytes instanceof ReadableStream ? { duplex: 'half' } : {};
  const answer = await fetch(`${owner.api(index).baseUrl}${url}`, {
    method: upload.method,
    headers: upload.headers,
    body: bytes,
    ...streamed,
  } as RequestInit);
  return new ApiAnswer(`PUT ${url}`, answer.status, answer.headers, await answer.text());
};

/** Uploads a picture and gives it as it is kept. */
export const picture = async (owner: Person, bytes: Buffer): Promise<File> => {
  const made = await announce(owner, bytes.length);
  (await send(owner, made, new Uint8Array(bytes))).empty();
  return (await owner.api().post(`/files/${made.file.id}/complete`)).as(fileShape);
};
