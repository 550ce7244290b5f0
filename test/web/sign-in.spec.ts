import { invite } from '#contract';
import { admin, person } from '../factories/people.js';
import { room, workspace } from '../factories/places.js';
import { startTopology } from '../support/topology.js';
import { composer, expect, messages, saying, test, write } from './fixtures.js';

test('R1 R51 from the set-up link to the first message to the demo, in a browser that was never here', async ({
  browser,
}) => {
  const topology = await startTopology({ name: 'web-setup', admin: false });
  const context = await browser.newContext({ baseURL: topology.urls[0] ?? '' });
  try {
    const token = await topology.setupToken();
    const page = await context.newPage();
    await page.goto('/');
    await expect(page.getByText(/set-up link/i).first()).toBeVisible();
    await page.goto('about:blank');
    await page.goto(`/setup#token=${token}`);
    await page.getByLabel('Username').fill('founder');
    await page.getByLabel('E-mail').fill('founder@example.org');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByText(/at least 8 characters/i).first()).toBeVisible();
    await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
    await page.getByRole('button', { name: 'Create account' }).click();
    await expect(page.getByRole('heading', { name: /demo/i })).toBeVisible();
    await page.getByRole('button', { name: 'Go to the room' }).click();
    await write(page, '@ai hello, who are you?');
    const last = messages(page).last();
    await expect(last).toHaveAttribute('data-status', 'complete', { timeout: 30_000 });
    await expect(last).toContainText(/demo/i);
    await page.goto(`/setup#token=${token}`);
    await expect(page.getByText(/has been done/i)).toBeVisible();
  } finally {
    await context.close();
    await topology.stop();
  }
});

test('R2 sign in: a wrong password is said at the form; the right one leads on to where one wanted to go', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana, { title: 'the goal' });
  const page = await visit(`/rooms/${place.id}`, { index: ana.home });
  await expect(page).toHaveURL(/\/login/);
  await page.getByLabel('Username or e-mail').fill(ana.email);
  await page.getByLabel('Password', { exact: true }).fill('certainly wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByText(/do not match|wrong/i)).toBeVisible();
  await expect(page.getByLabel('Username or e-mail')).toHaveValue(ana.email);
  await page.getByLabel('Password', { exact: true }).fill(ana.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(new RegExp(`/rooms/${place.id}`));
  await expect(composer(page)).toBeVisible();
  await page.reload();
  await expect(composer(page)).toBeVisible();
  const kept = await page.evaluate('JSON.stringify([{ ...localStorage }, { ...sessionStorage }, document.cookie])');
  expect(kept).not.toMatch(/eyJ[\w-]+\.[\w-]+\.[\w-]+/);
});

test('R2 R16 register by an invitation link, and be in the workspace', async ({ server, visit }) => {
  const founder = await admin(server.topology);
  const place = await workspace(founder);
  await room(founder, { workspaceId: place.id, title: 'welcome-room' });
  const { code } = (await founder.api().post(`/workspaces/${place.id}/invite`, {})).as(invite, 201);
  const page = await visit(`/invite/${code}`);
  await expect(page.getByRole('heading', { name: place.name })).toBeVisible();
  await page.getByRole('button', { name: 'Create an account' }).click();
  const name = `newcomer.${Date.now().toString(36)}`;
  await page.getByLabel('Username').fill(name);
  await page.getByLabel('E-mail').fill(`${name}@example.org`);
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).not.toHaveURL(/register|login|invite/);
  const members = (await founder.api().get(`/workspaces/${place.id}/members`)).body as {
    items: { user: { username: string } }[];
  };
  expect(members.items.map((one) => one.user.username)).toContain(name);
});

test('R2 a taken name is said at its field', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/register');
  await page.getByLabel('Username').fill(ana.user.username);
  await page.getByLabel('E-mail').fill('fresh.address@example.org');
  await page.getByLabel('Password', { exact: true }).fill('correct horse battery');
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page.getByText(/is taken/i)).toBeVisible();
});

test('R67 two tabs of one browser stay signed in over reloads at once, and both hear the room', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  const one = await visit(`/rooms/${place.id}`, { as: ana });
  const two = await one.context().newPage();
  await two.goto(`/rooms/${place.id}`);
  for (let round = 0; round < 3; round++) await Promise.all([one.reload(), two.reload()]);
  await expect(composer(two)).toBeVisible();
  await write(one, 'heard in both');
  for (const page of [one, two]) await expect(saying(page, 'heard in both')).toHaveCount(1);
});
