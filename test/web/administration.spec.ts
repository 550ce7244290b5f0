import { createdAccount, session } from '#contract';
import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { admin, Person, person } from '../factories/people.js';
import { room } from '../factories/places.js';
import { composer, expect, test } from './fixtures.js';

let made = 0;
/** A word that is in no other name. */
const fresh = (word: string): string => `${word}${Date.now().toString(36)}${made++}`;

const rowOf = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name });

/** Opens the menu of a person's line and picks what is to be done. */
const pick = async (page: Page, name: string, task: string): Promise<Locator> => {
  await rowOf(page, name)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await page.getByRole('menuitem', { name: task }).click();
  return page.getByRole('dialog');
};

test('R58 create without a password: the link is shown once, and with it the new person comes in', async ({
  server,
  visit,
}) => {
  const page = await visit('/admin/users', { as: await admin(server.topology) });
  const name = fresh('zoe');
  await page.getByRole('button', { name: 'New user' }).click();
  const dialog = page.getByRole('dialog', { name: 'New user' });
  await dialog.getByLabel('Username').fill('No Such Name!');
  await dialog.getByLabel('E-mail').fill(`${name}@example.org`);
  await dialog.getByRole('button', { name: 'Create user' }).click();
  await expect(dialog.getByLabel('Username')).toBeFocused();
  await expect(dialog.getByLabel('Username')).toHaveAttribute('aria-invalid', 'true');
  await dialog.getByLabel('Username').fill(name);
  await dialog.getByLabel('Role').selectOption('kid');
  await dialog.getByRole('button', { name: 'Create user' }).click();
  const link = await page.getByLabel('One-time link').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByLabel('Search').fill(name);
  await expect(rowOf(page, name)).toContainText('Kid');

  const { pathname, hash } = new URL(link);
  const theirs = await visit(pathname + hash);
  await theirs.getByLabel('New password', { exact: true }).fill('four rivers under the hill');
  await theirs.getByRole('button', { name: 'Set the password' }).click();
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await theirs.getByLabel('Username or e-mail').fill(name);
  await theirs.getByLabel('Password', { exact: true }).fill('four rivers under the hill');
  await theirs.getByRole('button', { name: 'Sign in' }).click();
  await expect(composer(theirs)).toBeVisible();
});

test('R58 search, filter and sort stand in the address and survive a reload', async ({ server, visit }) => {
  const word = fresh('rower');
  const [ana, ben] = [await person(server.topology, `${word}.a`), await person(server.topology, `${word}.b`)];
  const founder = await admin(server.topology);
  await founder.api().patch(`/users/${ben.id}`, { active: false });
  const page = await visit('/admin/users', { as: founder });
  await page.getByLabel('Search').fill(word);
  const lines = page.getByRole('row').filter({ hasText: word });
  await expect(lines).toHaveCount(2);
  await page.getByRole('button', { name: 'Username' }).click();
  await expect(page.getByRole('columnheader', { name: 'Username' })).toHaveAttribute('aria-sort', 'descending');
  await expect(lines.first()).toContainText(ben.user.username);
  await page.getByLabel('State').selectOption('true');
  await expect(lines).toHaveCount(1);
  await expect(lines).toContainText(ana.user.username);
  await page.reload();
  await expect(lines).toHaveCount(1);
  await expect(page.getByLabel('Search')).toHaveValue(word);
  await expect(page.getByLabel('State')).toHaveValue('true');
  expect(new URL(page.url()).searchParams.get('order')).toBe('desc');
  await page.getByLabel('Role').selectOption('manager');
  await expect(page.getByText('Nobody like that')).toBeVisible();
});

test('R58 pages: on and back again, each person once', async ({ server, visit }) => {
  const founder = await admin(server.topology);
  const word = fresh('crowd');
  const csv = ['username,email', ...Array.from({ length: 55 }, (_, i) => `${word}.${i},${word}.${i}@example.org`)];
  await founder.api().request('POST', '/users/import', {
    body: csv.join('\n'),
    headers: { 'Content-Type': 'text/csv' },
  });
  const page = await visit(`/admin/users?q=${word}`, { as: founder });
  const lines = page.getByRole('row').filter({ hasText: word });
  await expect(lines).toHaveCount(50);
  await page.getByRole('button', { name: 'Next' }).click();
  await expect(lines).toHaveCount(5);
  await page.reload();
  await expect(lines).toHaveCount(5);
  await page.getByRole('button', { name: 'Previous' }).click();
  await expect(lines).toHaveCount(50);
});

test('R58 edit, password link, sign out everywhere, delete for good', async ({ server, visit }) => {
  const name = fresh('mara');
  const mara = await person(server.topology, name);
  const place = await room(mara);
  const hers = await visit(`/rooms/${place.id}`, { as: mara });
  await expect(composer(hers)).toBeVisible();
  const page = await visit(`/admin/users?q=${name}`, { as: await admin(server.topology) });

  const edit = await pick(page, name, 'Edit');
  await edit.getByLabel('Role').selectOption('manager');
  await edit.getByRole('button', { name: 'Save' }).click();
  await expect(rowOf(page, name)).toContainText('Manager');
  await expect(rowOf(page, name).getByRole('button')).toBeFocused();

  const out = await pick(page, name, 'Sign out everywhere');
  await out.getByRole('button', { name: 'Sign out' }).click();
  await expect(hers).toHaveURL(/\/login/);

  const reset = await pick(page, name, 'Reset the password');
  await reset.getByRole('button', { name: 'Reset' }).click();
  await expect(page.getByLabel('One-time link')).toHaveValue(/\/reset#token=/);
  await page.getByRole('button', { name: 'Done' }).click();

  const erase = await pick(page, name, 'Delete for good');
  await expect(erase.getByRole('button', { name: 'Delete for good' })).toBeDisabled();
  await erase.getByLabel(/^Type /).fill(mara.user.username);
  await erase.getByRole('button', { name: 'Delete for good' }).click();
  await expect(rowOf(page, name)).toHaveCount(0);
});

test('R13 R58 rooms are assigned: the person has them at once', async ({ server, visit }) => {
  const founder = await admin(server.topology);
  const title = fresh('boathouse');
  const place = await room(founder, { title });
  const name = fresh('kim');
  const kim = await person(server.topology, name);
  await founder.api().patch(`/users/${kim.id}`, { role: 'kid' });
  const page = await visit(`/admin/users?q=${name}`, { as: founder });
  const dialog = await pick(page, name, 'Rooms');
  await dialog.getByLabel('Search').fill(title);
  await dialog.getByRole('checkbox', { name: title }).check();
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(dialog).toBeHidden();
  const theirs = await visit(`/rooms/${place.id}`, { as: kim });
  await expect(theirs.getByRole('heading', { name: title })).toBeVisible();
});

test('R58 CSV import: each line is reported, and the report with its links can be kept', async ({ server, visit }) => {
  const word = fresh('row');
  const page = await visit(`/admin/users?q=${word}`, { as: await admin(server.topology) });
  await page.getByRole('button', { name: 'Import from CSV' }).click();
  const lines = [
    'username,email,display_name,role',
    `${word}.one,${word}.one@example.org,"Rower, the First",user`,
    `${word} two,${word}.two@example.org,,user`,
    `${word}.three,no address,,user`,
  ];
  await page.getByLabel('CSV file').setInputFiles({
    name: 'people.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(lines.join('\n')),
  });
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText('1 account made, 2 lines not taken.')).toBeVisible();
  await expect(dialog.getByRole('listitem').filter({ hasText: 'line 3' })).toContainText('username');
  await expect(dialog.getByRole('listitem').filter({ hasText: 'line 4' })).toContainText('not taken');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog.getByRole('button', { name: 'Download the report' }).click(),
  ]);
  const report = await readFile(await download.path(), 'utf8');
  expect(report).toMatch(new RegExp(`2,${word}\\.one,created,,http.*/reset#token=`));
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(rowOf(page, 'Rower, the First')).toBeVisible();

  await page.getByRole('button', { name: 'Import from CSV' }).click();
  await page.getByLabel('CSV file').setInputFiles({
    name: 'no.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('colour\nblue'),
  });
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
});

test('product.md §3: a manager sees what a manager may, others find nothing there', async ({ server, visit }) => {
  const founder = await admin(server.topology);
  const name = fresh('mia');
  const account = { username: name, email: `${name}@example.org`, password: 'correct horse battery', role: 'manager' };
  (await founder.api().post('/users', account)).as(createdAccount, 201);
  const signedIn = (await server.topology.api().post('/auth/login', { login: name, password: account.password })).as(
    session,
  );
  const mia = new Person(server.topology, 0, { session: signedIn, password: account.password, email: account.email });
  const word = fresh('guest');
  await person(server.topology, word);
  const page = await visit('/', { as: mia });
  await page.getByRole('button', { name: /^Your menu/ }).click();
  await page.getByRole('menuitem', { name: 'Administration' }).click();
  await page.getByLabel('Search').fill(word);
  await rowOf(page, word)
    .getByRole('button', { name: /^Actions for/ })
    .click();
  await expect(page.getByRole('menuitem')).toHaveText(['Rooms', 'Reset the password']);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'New user' }).click();
  await expect(page.getByLabel('Role').getByRole('option')).toHaveText(['All', 'User', 'Kid'].slice(1));
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Server' })).toHaveCount(0);

  const ana = await person(server.topology, 'Ana');
  const hers = await visit('/admin/users', { as: ana });
  await expect(hers.getByRole('heading', { name: 'Nothing here' })).toBeVisible();
  await hers.goto('/');
  await hers.getByRole('button', { name: /^Your menu/ }).click();
  await expect(hers.getByRole('menuitem', { name: 'Settings' })).toBeVisible();
  await expect(hers.getByRole('menuitem', { name: 'Administration' })).toHaveCount(0);
});

test('R7 an administrator asks a role for the second factor', async ({ server, visit }) => {
  const page = await visit('/admin/settings', { as: await admin(server.topology) });
  await page.getByRole('checkbox', { name: 'Kids' }).check();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('checkbox', { name: 'Kids' })).toBeChecked();
  await page.getByRole('checkbox', { name: 'Kids' }).uncheck();
  await expect(page.getByRole('checkbox', { name: 'Kids' })).toBeEnabled();
  await expect(page.getByRole('checkbox', { name: 'Kids' })).not.toBeChecked();
});
