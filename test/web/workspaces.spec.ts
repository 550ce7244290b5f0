import { invite, type Workspace } from '#contract';
import type { Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { person, type Person } from '../factories/people.js';
import { room, workspace } from '../factories/places.js';
import { expect, test } from './fixtures.js';
import { shoot, SIZES, sound } from './looks.js';

const settings = (place: Workspace, topic: string): string => `/workspaces/${place.id}/${topic}`;

const rename = async (by: Person, place: Workspace, name: string): Promise<void> => {
  expect((await by.api().patch(`/workspaces/${place.id}`, { name })).status).toBe(200);
};

const railButton = (page: Page, name: string | RegExp) =>
  page.getByRole('navigation', { name: 'Workspaces' }).getByRole('button', { name });

test('R15 an owner renames the workspace, and another’s switcher follows at once', async ({ server, visit }) => {
  const [ana, ben] = [await person(server.topology, 'Ana', 0), await person(server.topology, 'Ben', 1)];
  const place = await workspace(ana, [ben]);
  const his = await visit('/?list=true', { as: ben });
  await expect(railButton(his, place.name)).toBeVisible();
  const page = await visit('/?list=true', { as: ana });
  await railButton(page, place.name).click();
  await page.getByRole('button', { name: 'Workspace settings' }).click();
  await page.getByRole('textbox', { name: 'Name', exact: true }).fill('The Ferry Office');
  await page.getByRole('textbox', { name: 'Name', exact: true }).press('Enter');
  await expect(page.getByText('Saved')).toBeVisible();
  await page.getByRole('textbox', { name: /Description/ }).fill('Where crossings are planned');
  await page.getByRole('heading', { name: 'General' }).click();
  await expect(railButton(his, 'The Ferry Office')).toBeVisible();
  await his.goto(settings(place, 'general'));
  await expect(his.getByText('Where crossings are planned')).toBeVisible();
  await expect(his.getByRole('button', { name: 'Delete…' })).toHaveCount(0);
});

test('R16 invited by name: it shows at once in the rail, is accepted, and the workspace is there', async ({
  server,
  visit,
}) => {
  const [ana, ben] = [await person(server.topology, 'Ana', 0), await person(server.topology, 'Ben', 1)];
  const place = await workspace(ana);
  await rename(ana, place, 'Charon’s Crew');
  const his = await visit('/?list=true', { as: ben });
  await expect(his.getByRole('navigation', { name: 'Rooms' })).toBeVisible();

  const page = await visit(settings(place, 'invitations'), { as: ana });
  await page.getByRole('button', { name: 'Invite people' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Invite', { exact: true }).selectOption('One person');
  await dialog.getByLabel('Username or e-mail').fill('nobody.of.this.name');
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.getByText('Nobody has this username.')).toBeVisible();
  await dialog.getByLabel('Username or e-mail').fill(`@${ben.user.username}`);
  await dialog.getByRole('button', { name: 'Invite' }).click();
  await expect(dialog.getByText('is invited.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText(`@${ben.user.username}`)).toBeVisible();

  await railButton(his, '1 invitation').click();
  await expect(his.getByText('Ana invites you')).toBeVisible();
  await his.getByRole('button', { name: 'Accept the invitation to Charon’s Crew' }).click();
  await expect(his.getByRole('heading', { name: 'Charon’s Crew' })).toBeVisible();
  await expect(railButton(his, '1 invitation')).toHaveCount(0);
  await expect(page.getByText('No invitations are out')).toBeVisible();
});

test('R16 a link with a QR code is made, used by a newcomer who registers, and taken back', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const place = await workspace(ana);
  await rename(ana, place, 'Night Shift');
  await room(ana, { workspaceId: place.id, title: 'landing' });
  const page = await visit(settings(place, 'invitations'), { as: ana });
  await page.getByRole('button', { name: 'Invite people' }).click();
  await page.getByLabel('How many may use it').fill('3');
  await page.getByRole('button', { name: 'Make a link' }).click();
  await expect(page.getByRole('img', { name: 'QR code of the invitation link' })).toBeVisible();
  const url = await page.getByLabel('Invitation link').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();

  const newcomer = await visit(new URL(url).pathname);
  await expect(newcomer.getByRole('heading', { name: 'Night Shift' })).toBeVisible();
  await newcomer.getByRole('button', { name: 'Create an account' }).click();
  const username = `night.${randomBytes(3).toString('hex')}`;
  await newcomer.getByLabel('Username').fill(username);
  await newcomer.getByLabel('E-mail').fill(`${username}@example.org`);
  await newcomer.getByLabel('Password', { exact: true }).fill(`pw-${randomBytes(12).toString('base64url')}`);
  await newcomer.getByRole('button', { name: 'Create account' }).click();
  await expect(newcomer.getByRole('heading', { name: 'Night Shift' })).toBeVisible();
  await newcomer.getByRole('button', { name: 'Discover rooms' }).click();
  await expect(newcomer.getByRole('dialog').getByText('landing')).toBeVisible();

  await expect(page.getByText('1 of 3 used')).toBeVisible();
  await page.getByRole('button', { name: 'Take the link back' }).click();
  await expect(page.getByText('No invitations are out')).toBeVisible();
  const late = await visit(new URL(url).pathname);
  await expect(late.getByRole('heading', { name: 'This invitation does not work' })).toBeVisible();
});

test('R15 R18 R24 members: found, made guest and owner, removed; who is removed loses it on the spot', async ({
  server,
  visit,
}) => {
  const [ana, ben] = [await person(server.topology, 'Ana', 0), await person(server.topology, 'Ben', 1)];
  const place = await workspace(ana, [ben]);
  await rename(ana, place, 'Short Stay');
  const his = await visit(settings(place, 'members'), { as: ben });
  await expect(his.getByText('Owner')).toBeVisible();
  const page = await visit(settings(place, 'members'), { as: ana });
  await page.getByLabel('Search').fill('nobody like that');
  await expect(page.getByRole('heading', { name: 'Nobody like that' })).toBeVisible();
  await page.getByLabel('Search').fill(ben.user.username);
  await expect(page.getByRole('listitem').filter({ hasText: ana.user.username })).toHaveCount(0);
  const act = async (words: string | RegExp) => {
    await page.getByRole('button', { name: 'Actions for Ben' }).click();
    await page.getByRole('menuitem', { name: words }).click();
  };
  const line = page.getByRole('listitem').filter({ hasText: ben.user.username });
  await act('Make guest');
  await expect(line.getByText('Guest', { exact: true })).toBeVisible();
  await expect(his.getByRole('link', { name: 'Invitations' })).toHaveCount(0);
  await act('Make owner');
  await expect(line.getByText('Owner', { exact: true })).toBeVisible();
  await act('Remove…');
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(his.getByText('You are no longer in “Short Stay”.')).toBeVisible();
  await expect(railButton(his, 'Short Stay')).toHaveCount(0);
  await expect(his).not.toHaveURL(/workspaces/);
});

test('R15 deleting asks for the name; it is gone for everybody', async ({ server, visit }) => {
  const [ana, ben] = [await person(server.topology, 'Ana', 0), await person(server.topology, 'Ben', 1)];
  const place = await workspace(ana, [ben]);
  await rename(ana, place, 'Going Soon');
  const lost = await room(ana, { workspaceId: place.id, title: 'last-words', members: [ben] });
  const his = await visit(`/rooms/${lost.id}`, { as: ben });
  await expect(his.getByRole('heading', { name: /last-words/ })).toBeVisible();
  const page = await visit(settings(place, 'general'), { as: ana });
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByRole('button', { name: 'Delete for good' })).toBeDisabled();
  await dialog.getByLabel('Type Going Soon to confirm').fill('Going Soon');
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page.getByText('Going Soon is deleted.')).toBeVisible();
  await expect(his.getByText('You are no longer in “Going Soon”.')).toBeVisible();
  await expect(railButton(his, 'Going Soon')).toHaveCount(0);
  await expect(his.getByRole('heading', { name: /last-words/ })).toHaveCount(0);
});

test('R18 the only owner is told to hand it over; then leaves', async ({ server, visit }) => {
  const [ana, ben] = [await person(server.topology, 'Ana', 0), await person(server.topology, 'Ben', 1)];
  const place = await workspace(ana, [ben]);
  await rename(ana, place, 'Handed On');
  const page = await visit(settings(place, 'general'), { as: ana });
  const leave = async () => {
    await page.getByRole('button', { name: 'Leave…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
  };
  await leave();
  await expect(page.getByRole('alert')).toContainText('Hand the workspace over');
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('link', { name: 'Members' }).click();
  await page.getByRole('button', { name: 'Actions for Ben' }).click();
  await page.getByRole('menuitem', { name: 'Hand the workspace over…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand over' }).click();
  await expect(page.getByText('Ben owns Handed On now.')).toBeVisible();
  await page.getByRole('link', { name: 'General' }).click();
  await leave();
  await expect(page.getByText('You have left Handed On.')).toBeVisible();
  await expect(railButton(page, 'Handed On')).toHaveCount(0);
});

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`R68 the screens of a workspace: ${size}, ${colorScheme}`, async ({ server, visit }) => {
      const [ana, ben, gus] = [
        await person(server.topology, 'Ana'),
        await person(server.topology, 'Benedict.Longfellow'),
        await person(server.topology, 'Gus'),
      ];
      const place = await workspace(ana, [ben, gus]);
      await ana
        .api()
        .patch(`/workspaces/${place.id}`, { name: 'Ferry Office', description: 'Crossings, day and night' });
      await ana.api().patch(`/workspaces/${place.id}/members/${gus.id}`, { role: 'guest' });
      for (const body of [{ maxUses: 5 }, { email: 'somebody.with.a.long.address@example.org' }, { role: 'guest' }])
        (await ana.api().post(`/workspaces/${place.id}/invite`, body)).as(invite, 201);
      const name = (what: string): string => `workspace-${what}-${size}-${colorScheme}`;
      const page = await visit(settings(place, 'general'), { as: ana, viewport, colorScheme });
      const look = async (what: string) => {
        await sound(page);
        await shoot(page, name(what));
      };
      await expect(page.getByLabel('Description')).toHaveValue('Crossings, day and night');
      await look('general');
      await page.goto(settings(place, 'members'));
      await expect(page.getByText('Guest', { exact: true })).toBeVisible();
      await look('members');
      await page.goto(settings(place, 'invitations'));
      await expect(page.getByText('somebody.with.a.long.address@example.org')).toBeVisible();
      await look('invitations');
      await page.getByRole('button', { name: 'Invite people' }).click();
      await page.getByLabel('Invite', { exact: true }).selectOption('One person');
      await expect(page.getByLabel('Username or e-mail')).toBeFocused();
      await look('invite');
      await page.getByLabel('Invite', { exact: true }).selectOption('Whoever has the link');
      await page.getByRole('button', { name: 'Make a link' }).click();
      await expect(page.getByRole('img', { name: 'QR code of the invitation link' })).toBeVisible();
      await look('link');

      const made = (await ana.api().post(`/workspaces/${place.id}/invite`, {})).as(invite, 201);
      const landing = await visit(`/invite/${made.code}`, { viewport, colorScheme });
      await expect(landing.getByRole('heading', { name: 'Ferry Office' })).toBeVisible();
      await sound(landing);
      await shoot(landing, name('landing'));

      const eve = await person(server.topology, 'Eve');
      await ana.api().post(`/workspaces/${place.id}/invite`, { username: eve.user.username });
      const hers = await visit('/?list=true', { as: eve, viewport, colorScheme });
      await railButton(hers, '1 invitation').click();
      await expect(hers.getByRole('button', { name: /^Accept/ })).toBeVisible();
      await sound(hers);
      await shoot(hers, name('mine'));
    });
  }
}
