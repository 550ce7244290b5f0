import { account, importReport, page, type ImportReport } from '#contract';
import { beforeAll, expect, test } from '@jest/globals';
import { accountOf, personAs, signIn } from '../factories/accounts.js';
import { admin, person, type Person } from '../factories/people.js';
import type { ApiAnswer } from '../support/api-client.js';
import { useServer } from '../support/suite.js';

const server = useServer({ name: 'users-import', scripted: false, env: { MAX_UPLOAD_MB: '1' } });
let founder: Person;

beforeAll(async () => {
  founder = await admin(server.topology);
});

const send = async (csv: string, who = founder, type = 'text/csv'): Promise<ApiAnswer> =>
  who.api().request('POST', '/users/import', { body: csv, headers: { 'Content-Type': type } });
const imported = async (csv: string, who = founder): Promise<ImportReport> => (await send(csv, who)).as(importReport);
const count = async (): Promise<number> =>
  (await founder.api().get('/users?limit=100&q=row')).as(page(account)).items.length;

test('R58 each line makes an account or says why not', async () => {
  const report = await imported(
    [
      'username,email,display_name,role,password',
      'row.one,one@example.org,"Müller, Eva",kid,a long enough password',
      'row.two,two@example.org,,,',
      'ROW.ONE,other@example.org,,,',
      'row.four,not an address,,,',
      'row.five,five@example.org,,boss,',
      'row.six,six@example.org,,,password1',
      '"row.seven",seven@example.org,"=1+1 ""quoted""\nand more",USER,',
      'row.eight,eight@example.org,a,user,,too,many',
      '',
    ].join('\r\n'),
  );
  expect(report).toMatchObject({ created: 3, failed: 5 });
  expect(report.lines.map(({ line, username, status }) => [line, username, status])).toEqual([
    [2, 'row.one', 'created'],
    [3, 'row.two', 'created'],
    [4, 'ROW.ONE', 'failed'],
    [5, 'row.four', 'failed'],
    [6, 'row.five', 'failed'],
    [7, 'row.six', 'failed'],
    [9, 'row.seven', 'created'],
    [10, 'row.eight', 'failed'],
  ]);
  expect(report.lines.map(({ passwordLink }) => passwordLink !== null)).toEqual([
    false,
    true,
    false,
    false,
    false,
    false,
    true,
    false,
  ]);
  expect(report.lines.find(({ username }) => username === 'row.four')?.detail).toContain('e-mail');
  for (const { status, detail } of report.lines) expect(detail === null).toBe(status === 'created');
  const eva = await signIn(server.topology, { email: 'one@example.org', password: 'a long enough password' });
  expect(await accountOf(founder.api(), eva.id)).toMatchObject({ displayName: 'Müller, Eva', role: 'kid' });
  const odd = (await founder.api().get('/users?q=row.seven')).as(page(account)).items[0];
  expect(odd).toMatchObject({ displayName: '=1+1 "quoted"\nand more', role: 'user' });
});

test.each([
  ['semicolons', 'username;email;display_name\nrow.semi;semi@example.org;"A; B, C"\n', 'A; B, C'],
  ['a byte order mark', '\ufeffusername,email,display_name\nrow.bom,bom@example.org,Bom', 'Bom'],
  ['other orders and cases', 'Email, USERNAME ,display_name\nmixed@example.org,row.mixed,Mixed\n', 'Mixed'],
  ['old line ends', 'username,email,display_name\rrow.cr,cr@example.org,Cr\r', 'Cr'],
])('R58 files with %s are read too', async (_what, csv, displayName) => {
  const report = await imported(csv);
  expect(report).toMatchObject({ created: 1, failed: 0 });
  const [made] = (await founder.api().get(`/users?q=${report.lines[0]!.username}`)).as(page(account)).items;
  expect(made?.displayName).toBe(displayName);
});

test('R14 managers import users and kids, others nobody', async () => {
  const [manager, ana] = [await personAs(server.topology, 'manager'), await person(server.topology, 'ana')];
  const csv = 'username,email,role\nrow.up,up@example.org,admin\nrow.down,down@example.org,kid\n';
  const report = await imported(csv, manager);
  expect(report.lines.map(({ status }) => status)).toEqual(['failed', 'created']);
  (await send(csv, ana)).problem(403, 'forbidden');
});

test('R58 a file that can’t be read as a whole makes no account', async () => {
  const before = await count();
  const row = 'row.never,never@example.org\n';
  for (const csv of [
    '',
    row,
    `username,mail\n${row}`,
    `username\nrow.never\n`,
    `username,email,email\n${row}`,
    `username,email,admin\n${row}`,
    `username,email\n${row}"row.open,open@example.org\n`,
    `username,email\n${row}${'x'.repeat(20_000)},long@example.org\n`,
    `username,email\n${Array.from({ length: 5_001 }, (_, index) => `row.${index},r${index}@example.org`).join('\n')}`,
  ])
    (await send(csv)).problem(400, 'validation_failed');
  (await send(`username,email\n${row}${'\n'.repeat(1_100_000)}`)).problem(413, 'payload_too_large');
  const latin = await fetch(founder.api().url('/users/import'), {
    method: 'POST',
    headers: { 'Content-Type': 'text/csv', Authorization: `Bearer ${founder.session.accessToken}` },
    body: new Uint8Array(Buffer.from(`username,email,display_name\nrow.latin,l@example.org,M\xfcller\n`, 'latin1')),
  });
  expect(latin.status).toBe(400);
  for (const type of ['application/json', 'text/plain', 'application/x-www-form-urlencoded'])
    (await send(`username,email\n${row}`, founder, type)).problem(415, 'unsupported_media_type');
  (
    await founder
      .api()
      .request('POST', '/users', { body: `username,email\n${row}`, headers: { 'Content-Type': 'text/csv' } })
  ).problem(415, 'unsupported_media_type');
  expect(await count()).toBe(before);
});
