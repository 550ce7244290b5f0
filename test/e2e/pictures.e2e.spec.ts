import { file as fileShape, me, page, participant } from '#contract';
import { beforeAll, describe, expect, test } from '@jest/globals';
import sharp from 'sharp';
import { person, type Person } from '../factories/people.js';
import { announce, photo, picture, send } from '../factories/pictures.js';
import { room } from '../factories/places.js';
import { deepPng, widePng } from '../support/bombs.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'pictures', scripted: false });
let ana: Person;

beforeAll(async () => {
  ana = await person(server.topology, 'ana');
});

const seen = async (url: string, index = 0): Promise<Response> => fetch(`${server.topology.api(index).baseUrl}${url}`);
const complete = async (owner: Person, id: string) => owner.api().post(`/files/${id}/complete`);
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'latin1'));

describe('R11 a picture of oneself', () => {
  test('comes out square, small and without what the camera knew, and is shown to everybody', async () => {
    const kept = await picture(ana, await photo(900, 600));
    expect(kept).toMatchObject({ type: 'image/webp', width: 256, height: 256, name: 'me.jpg' });
    expect((await ana.api().get(`/files/${kept.id}`)).as(fileShape)).toEqual(kept);

    const answer = await seen(kept.url, ana.home + 1);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('image/webp');
    expect(answer.headers.get('cache-control')).toContain('immutable');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(bytes.length).toBe(kept.size);
    expect(Number(answer.headers.get('content-length'))).toBe(kept.size);
    const { format, width, height, exif } = await sharp(bytes).metadata();
    expect({ format, width, height, exif }).toEqual({ format: 'webp', width: 256, height: 256, exif: undefined });
    expect(bytes.includes('Secret')).toBe(false);
  });

  test('stands in the profile and with the person, for others at once; the former one is gone', async () => {
    const ben = await person(server.topology, 'ben', ana.home + 1);
    const place = await room(ana, { members: [ben] });
    const watcher = await ben.socket();
    const first = await picture(ana, await photo(300, 300));
    const changed = (await ana.api().patch('/users/me', { avatarFileId: first.id })).as(me);
    expect(changed.avatarUrl).toBe(first.url);
    const told = await watcher.waitFor('participant:updated', (event) => event.participant.user.id === ana.id);
    expect(told.participant.user.avatarUrl).toBe(first.url);
    const people = (await ben.api().get(`/rooms/${place.id}/participants`)).as(page(participant)).items;
    expect(people.find((one) => one.user.id === ana.id)?.user.avatarUrl).toBe(first.url);

    const second = await picture(ana, await photo(300, 300, '#aa0000'));
    (await ana.api().patch('/users/me', { avatarFileId: second.id })).as(me);
    expect((await seen(first.url)).status).toBe(404);
    expect((await seen(second.url)).status).toBe(200);
    const bare = (await ana.api().patch('/users/me', { avatarFileId: null })).as(me);
    expect(bare.avatarUrl).toBeNull();
    expect((await seen(second.url)).status).toBe(404);
  });

  test.each(['png', 'gif', 'webp', 'avif'] as const)('is taken as %s, whatever it is called', async (format) => {
    const bytes = await sharp({ create: { width: 40, height: 60, channels: 4, background: '#00ff0080' } })
      .toFormat(format)
      .toBuffer();
    expect(await picture(ana, bytes)).toMatchObject({ type: 'image/webp', width: 256, height: 256 });
  });

  test('is one’s own, complete, and of this kind; otherwise the profile stays as it is', async () => {
    const eve = await person(server.topology, 'eve');
    const others = await picture(eve, await photo(50, 50));
    const unfinished = await announce(ana, 10);
    for (const id of [others.id, unfinished.file.id, 'file_01h00000000000000000000000']) {
      const refused = await ana.api().patch('/users/me', { avatarFileId: id, displayName: 'Not this' });
      expect(refused.problem(400, 'validation_failed').errors?.[0]?.path).toBe('avatarFileId');
    }
    expect((await ana.api().get('/users/me')).as(me).displayName).toBe('ana');
    (await ana.api().get(`/files/${others.id}`)).problem(404, 'not_found');
    (await complete(ana, others.id)).problem(404, 'not_found');
    expect((await seen(unfinished.file.url)).status).toBe(404);
  });

  test('completing twice changes nothing, and nothing more can be sent then', async () => {
    const bytes = await photo(80, 80);
    const made = await announce(ana, bytes.length);
    (await complete(ana, made.file.id)).problem(409, 'conflict');
    (await send(ana, made, new Uint8Array(bytes), { index: ana.home + 1 })).empty();
    const [one, two] = await Promise.all([complete(ana, made.file.id), complete(ana, made.file.id)]);
    expect(one.as(fileShape)).toEqual(two.as(fileShape));
    (await send(ana, made, new Uint8Array(bytes))).problem(409, 'conflict');
  });
});

describe('R53 the address of an upload', () => {
  test('opens nothing when it is changed, of another file, or without its signature', async () => {
    const bytes = await photo(20, 20);
    const [made, other] = [await announce(ana, bytes.length), await announce(ana, bytes.length)];
    const { url } = made.upload;
    const later = url.replace(/expires=\d+/, `expires=${Date.now() + 86_400_000}`);
    const foreign = url.replace(made.file.id, other.file.id);
    for (const bad of [later, foreign, url.split('?')[0]!, url.replace(/signature=.{5}/, 'signature=AAAAA')]) {
      (await send(ana, made, new Uint8Array(bytes), { url: bad })).problem(404, 'not_found');
    }
    (await send(ana, made, new Uint8Array(bytes))).empty();
  });

  test('takes as many bytes as were announced, and no others', async () => {
    const bytes = await photo(60, 60);
    const short = await announce(ana, bytes.length + 5);
    (await send(ana, short, new Uint8Array(bytes))).problem(400, 'validation_failed');
    const long = await announce(ana, bytes.length - 5);
    (await send(ana, long, new Uint8Array(bytes))).problem(413, 'payload_too_large');
    // Without a length in front, so that only counting tells.
    const stream = (): ReadableStream => new Blob([new Uint8Array(bytes)]).stream();
    (await send(ana, await announce(ana, bytes.length - 5), stream())).problem(413, 'payload_too_large');
    (await send(ana, await announce(ana, bytes.length + 5), stream())).problem(400, 'validation_failed');
    const fits = await announce(ana, bytes.length);
    (await send(ana, fits, stream())).empty();
    (await complete(ana, fits.file.id)).as(fileShape);
    (await send(ana, await announce(ana, 5), '')).problem(400, 'validation_failed');
  });

  test('5 MB at most, and pictures alone are announced', async () => {
    const body = { purpose: 'avatar', name: 'me.png', size: 5 * 1024 * 1024 + 1, type: 'image/png' };
    (await ana.api().post('/files', body)).problem(413, 'payload_too_large');
    for (const type of ['image/svg+xml', 'text/html', 'application/pdf'])
      (await ana.api().post('/files', { ...body, size: 10, type })).problem(415, 'picture_unreadable');
  });

  test('ends with its owner’s account', async () => {
    const gone = await person(server.topology, 'gone');
    const bytes = await photo(20, 20);
    const made = await announce(gone, bytes.length);
    (await gone.api().delete('/users/me')).empty();
    (await send(gone, made, new Uint8Array(bytes))).problem(404, 'not_found');
  });
});

describe('quality §2 what is no picture, and what is a bomb', () => {
  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['HTML', '<!doctype html><script>alert(1)</script>'],
    ['PDF', '%PDF-1.7 and so on'],
  ])('%s is refused by its bytes, whatever it says it is', async (_kind, text) => {
    const made = await announce(ana, text.length, { name: 'me.png', type: 'image/png' });
    (await send(ana, made, bytesOf(text))).problem(415, 'picture_unreadable');
    (await complete(ana, made.file.id)).problem(409, 'conflict');
  });

  test.each([
    ['only the beginning of a picture', async () => (await photo(400, 400)).subarray(0, 700)],
    [
      'a picture’s head before something else',
      async () => Buffer.from('\x89PNG\r\n\x1a\n<script>alert(1)</script>', 'latin1'),
    ],
    ['900 million pixels', async () => widePng()],
    ['half a gigabyte when decoded', async () => deepPng()],
  ])('%s: 415, and the server goes on', async (_what, make) => {
    const bytes = await make();
    const made = await announce(ana, bytes.length, { name: 'me.png', type: 'image/png' });
    (await send(ana, made, new Uint8Array(bytes))).empty();
    const began = performance.now();
    (await complete(ana, made.file.id)).problem(415, 'picture_unreadable');
    expect(performance.now() - began).toBeLessThan(8_000);
    // The bytes are thrown away: other ones can be sent.
    (await complete(ana, made.file.id)).problem(409, 'conflict');
    expect(await picture(ana, await photo(30, 30))).toMatchObject({ width: 256 });
    expect(server.topology.process('api', ana.home).running).toBe(true);
  });

  test('many at once are made one after another', async () => {
    const bytes = await photo(200, 100);
    const kept = await Promise.all(Array.from({ length: 6 }, async () => picture(ana, bytes)));
    expect(new Set(kept.map((one) => one.id)).size).toBe(6);
  });
});
