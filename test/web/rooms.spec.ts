import { person } from '../factories/people.js';
import { history, room, say, workspace } from '../factories/places.js';
import { composer, expect, messages, saying, test, write } from './fixtures.js';

test('R15 R16 R19 a workspace, a room in it, a link for a colleague: all by the page', async ({ server, visit }) => {
  const [ana, ben] = [await person(server.topology, 'Ana'), await person(server.topology, 'Ben')];
  const page = await visit('/', { as: ana });
  await page.getByRole('button', { name: 'New workspace' }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('Rowing Club');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /create/i })
    .click();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.getByRole('button', { name: 'New room' }).click();
  await page.getByRole('dialog').getByLabel('Title').fill('boathouse');
  await page.getByRole('dialog').getByRole('button', { name: 'Create room' }).click();
  await expect(page.getByRole('heading', { name: /boathouse/ })).toBeVisible();
  await write(page, 'first!');
  await expect(saying(page, 'first!')).toHaveAttribute('data-status', 'complete');

  await page.getByRole('button', { name: 'Invite people' }).first().click();
  await page.getByRole('button', { name: 'Make a link' }).click();
  const link = await page.getByLabel('Invitation link').inputValue();
  const his = await visit(new URL(link).pathname, { as: ben });
  await his.getByRole('button', { name: 'Accept the invitation' }).click();
  await expect(his).not.toHaveURL(/invite/);
  await expect(
    his
      .getByRole('button', { name: /Rowing Club/ })
      .or(his.getByText('Rowing Club'))
      .first(),
  ).toBeVisible();
});

test('R20 a room code lets a colleague in', async ({ server, visit }) => {
  const [ana, ben] = [await person(server.topology, 'Ana'), await person(server.topology, 'Ben')];
  const place = await workspace(ana, [ben]);
  const made = await room(ana, { workspaceId: place.id, visibility: 'invite_only', title: 'by-code' });
  const hers = await visit(`/rooms/${made.id}`, { as: ana });
  await hers.getByRole('button', { name: 'Room code' }).click();
  const field = hers.getByRole('dialog').getByLabel('Code', { exact: true });
  const former = await field.inputValue();
  await hers.getByRole('button', { name: 'Make a new code' }).click();
  await expect(field).not.toHaveValue(former);
  const code = await field.inputValue();
  const page = await visit(`/join/${code}`, { as: ben });
  await expect(page.getByRole('heading', { name: /by-code/ })).toBeVisible();
  await page.getByRole('button', { name: 'Join the room' }).click();
  await expect(page).toHaveURL(new RegExp(`/rooms/${made.id}`));
  await expect(composer(page)).toBeVisible();
});

test('R26 edit and delete one’s own message; the other person sees both', async ({ server, visit }) => {
  const [ana, ben] = [await person(server.topology, 'Ana'), await person(server.topology, 'Ben')];
  const place = await room(ana, { members: [ben] });
  await say(ana, place.id, 'a sentense');
  await say(ana, place.id, 'a mistake');
  const [hers, his] = [await visit(`/rooms/${place.id}`, { as: ana }), await visit(`/rooms/${place.id}`, { as: ben })];
  await expect(saying(his, 'a sentense')).toBeVisible();
  await saying(hers, 'a sentense').hover();
  await hers.getByRole('toolbar').getByRole('button', { name: 'Edit' }).click();
  await hers.getByRole('textbox', { name: 'Edit message' }).fill('a sentence');
  await hers.getByRole('textbox', { name: 'Edit message' }).press('Enter');
  await expect(saying(his, 'a sentence')).toContainText('edited');
  await saying(hers, 'a mistake').hover();
  await hers.getByRole('toolbar').getByRole('button', { name: 'Delete' }).click();
  await hers.getByRole('alertdialog').or(hers.getByRole('dialog')).getByRole('button', { name: 'Delete' }).click();
  await expect(saying(his, 'a mistake')).toHaveCount(0);
  await expect(messages(his).last()).toContainText('deleted');
  await saying(his, 'a sentence').hover();
  await expect(his.getByRole('toolbar').getByRole('button', { name: 'Edit' })).toHaveCount(0);
});

test('R29 R69 a long history: the newest first, older ones on scrolling up, nothing twice', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  for (let round = 0; round < 15; round++) {
    await Promise.all(
      Array.from({ length: 10 }, async (_, index) => say(ana, place.id, `line ${round * 10 + index}.`)),
    );
  }
  const all = await history(ana, place.id);
  const page = await visit(`/rooms/${place.id}`, { as: ana });
  await expect(messages(page).last()).toContainText(all.at(-1)?.content ?? '');
  await expect(messages(page).last()).toBeInViewport();
  const log = page.getByRole('log');
  const first = saying(page, all[0]?.content ?? '');
  await expect(async () => {
    await log.hover();
    await page.mouse.wheel(0, -3000);
    await expect(first).toBeVisible({ timeout: 500 });
  }).toPass({ timeout: 30_000 });
  const ids = await messages(page).evaluateAll((list) => list.map((one) => one.getAttribute('data-message-id')));
  expect(new Set(ids).size).toBe(ids.length);
});

test('Q7 the address of a room that is not mine says that there is none', async ({ server, visit }) => {
  const [ana, eve] = [await person(server.topology, 'Ana'), await person(server.topology, 'Eve')];
  const place = await room(ana, { title: 'secret-place' });
  const page = await visit(`/rooms/${place.id}`, { as: eve });
  await expect(page.getByText(/no such room/i)).toBeVisible();
  await expect(page.getByText('secret-place')).toHaveCount(0);
});
