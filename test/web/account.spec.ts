import { apiTokens, createdAccount, passwordLink } from '#contract';
import { admin, person } from '../factories/people.js';
import { room, say } from '../factories/places.js';
import { composer, expect, saying, test } from './fixtures.js';

test('R2 ending another session from the settings signs the other browser out at once', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  const here = await visit('/settings/sessions', { as: ana });
  const there = await visit(`/rooms/${place.id}`, { as: ana });
  await expect(composer(there)).toBeVisible();
  await here.reload();
  await expect(here.getByText('This one')).toHaveCount(1);
  await here.getByRole('button', { name: 'Sign out all other devices' }).click();
  await expect(here.getByText('You are signed in nowhere else.')).toBeVisible();
  await expect(there).toHaveURL(/\/login/);
  await expect(there.getByRole('status').first()).not.toBeEmpty();
  await here.reload();
  await expect(here.getByText('This one')).toBeVisible();
});

test('R6 a new password: the old one is asked for, a common one refused, other devices are signed out', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const there = await visit('/settings/profile', { as: ana });
  const page = await visit('/settings/security', { as: ana });
  const current = page.getByLabel('Current password', { exact: true });
  const next = page.getByLabel('New password', { exact: true });
  await expect(current).toHaveAttribute('autocomplete', 'current-password');
  await expect(next).toHaveAttribute('autocomplete', 'new-password');
  await current.fill('certainly wrong');
  await next.fill('four rivers under the hill');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('This is not your password.')).toBeVisible();
  await expect(current).toBeFocused();
  await current.fill(ana.password);
  await next.fill('password');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(next).toHaveAttribute('aria-invalid', 'true');
  await next.fill('four rivers under the hill');
  await page.getByRole('button', { name: 'Change the password' }).click();
  await expect(page.getByText('Changed', { exact: true })).toBeVisible();
  await expect(current).toHaveValue('');
  await expect(there).toHaveURL(/\/login/);
});

test('R6 an administrator’s link: a new password, once, and the sign-in with it', async ({ server, visit }) => {
  const founder = await admin(server.topology);
  const ana = await person(server.topology, 'Ana');
  const { url } = (await founder.api().post(`/users/${ana.id}/reset-password`)).as(passwordLink);
  const { pathname, hash } = new URL(url);
  const page = await visit(pathname + hash);
  await page.getByLabel('New password', { exact: true }).fill('short');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await expect(page.getByText(/at least 8 characters/i).first()).toBeVisible();
  await page.getByLabel('New password', { exact: true }).fill('four rivers under the hill');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Username or e-mail').fill(ana.email);
  await page.getByLabel('Password', { exact: true }).fill('four rivers under the hill');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(composer(page)).toBeVisible();

  const again = await visit(pathname + hash);
  await again.getByLabel('New password', { exact: true }).fill('another one of those');
  await again.getByRole('button', { name: 'Set the password' }).click();
  await expect(again.getByRole('heading', { name: 'This link does not work' })).toBeVisible();
});

test('R6 without mail, those who forgot their password are told whom to ask', async ({ visit }) => {
  const page = await visit('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  await expect(page).toHaveURL(/\/forgot/);
  await expect(page.getByText(/ask an administrator/i)).toBeVisible();
});

test('R8 an API token is shown once, works, and is revoked', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/tokens', { as: ana });
  await page.getByRole('button', { name: 'New token' }).click();
  await page.getByRole('dialog').getByLabel('Name', { exact: true }).fill('nightly report');
  await page.getByRole('dialog').getByRole('button', { name: 'Create token' }).click();
  const token = await page.getByRole('dialog').getByLabel('API token').inputValue();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByText('nightly report')).toBeVisible();
  await expect(page.getByText('never used')).toBeVisible();
  expect((await server.topology.api(ana.home).with(token).get('/rooms')).status).toBe(200);
  await page.reload();
  await expect(page.getByText('nightly report')).toBeVisible();
  expect(await page.content()).not.toContain(token);

  await page.getByRole('button', { name: 'Revoke nightly report' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
  await expect(page.getByText('No tokens yet')).toBeVisible();
  expect((await server.topology.api(ana.home).with(token).get('/rooms')).status).toBe(401);
  expect((await ana.api().get('/api-tokens')).as(apiTokens).items).toEqual([]);
});

test('R11 the profile is saved as one goes, and the others see name and picture at once', async ({ server, visit }) => {
  const [ana, ben] = [await person(server.topology, 'Ana'), await person(server.topology, 'Ben')];
  const place = await room(ana, { members: [ben] });
  await say(ana, place.id, 'it is me');
  const his = await visit(`/rooms/${place.id}`, { as: ben });
  await expect(saying(his, 'it is me')).toBeVisible();
  const page = await visit('/settings/profile', { as: ana });
  await page.getByLabel('Name', { exact: true }).fill('Ana of the Ferry');
  await page.getByLabel('Name', { exact: true }).press('Enter');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.getByRole('radio', { name: 'Violet' }).check();
  await page.getByLabel('Picture').setInputFiles({
    name: 'me.png',
    mimeType: 'image/png',
    buffer: await page.screenshot({ clip: { x: 0, y: 0, width: 320, height: 320 } }),
  });
  const mine = page.getByRole('main').locator('img');
  await expect(mine).toHaveAttribute('src', /^(?!blob:)/);
  await expect.poll(() => page.evaluate<number>('document.querySelector("main img").naturalWidth')).toBeGreaterThan(0);
  await expect(saying(his, 'it is me').getByText('Ana of the Ferry')).toBeVisible();
  await expect(saying(his, 'it is me').locator('img')).toBeVisible();

  await page.reload();
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ana of the Ferry');
  await expect(page.getByRole('radio', { name: 'Violet' })).toBeChecked();
  await page.getByRole('button', { name: 'Remove' }).click();
  await expect(mine).toHaveCount(0);
});

test('R11 language and time zone: dates follow', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  const { createdAt } = await say(ana, place.id, 'what time is it');
  const page = await visit('/settings/profile', { as: ana });
  await page.getByLabel('Time zone').selectOption('Pacific/Kiritimati');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.goto(`/rooms/${place.id}`);
  const there = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Pacific/Kiritimati',
  }).format(new Date(createdAt));
  await expect(saying(page, 'what time is it').getByText(there)).toBeVisible();
});

test('a step-up asks who one is, and what was begun goes on by itself', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/profile', { as: ana });
  // As after ten minutes: the first try is refused. What follows is the server's own.
  let first = true;
  await page.route('**/api/v1/users/me', async (route) => {
    if (route.request().method() !== 'PATCH' || !first) return route.fallback();
    first = false;
    const problem = { type: 'about:blank', title: 'Confirm', status: 403, detail: 'Confirm', code: 'reauth_required' };
    return route.fulfill({ status: 403, contentType: 'application/problem+json', json: problem });
  });
  const address = `new.${ana.user.username}@example.org`;
  await page.getByLabel('E-mail').fill(address);
  await page.getByLabel('E-mail').press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Confirm that it is you' });
  await expect(dialog.getByLabel('Password', { exact: true })).toBeFocused();
  await dialog.getByLabel('Password', { exact: true }).fill('certainly wrong');
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill(ana.password);
  await dialog.getByRole('button', { name: 'Confirm' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel('E-mail')).toHaveValue(address);
});

test('R11 a copy of one’s data; then the account is deleted with its name typed in, and the author is no more', async ({
  server,
  visit,
}) => {
  const [ana, ben] = [await person(server.topology, 'Ana'), await person(server.topology, 'Ben')];
  const place = await room(ben, { members: [ana] });
  await say(ana, place.id, 'I was here');
  const page = await visit('/settings/data', { as: ana });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toContain('colloquy');
  await page.getByRole('button', { name: 'Delete…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Delete your account?' });
  await expect(dialog.getByRole('button', { name: 'Delete for good' })).toBeDisabled();
  await dialog.getByLabel(/^Type /).fill(ana.user.username);
  await dialog.getByRole('button', { name: 'Delete for good' }).click();
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText('Your account has been deleted.')).toBeVisible();
  const his = await visit(`/rooms/${place.id}`, { as: ben });
  await expect(saying(his, 'I was here')).toContainText(/deleted user/i);
});

test('R11 deactivating signs out; an administrator can let one in again', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/data', { as: ana });
  await page.getByRole('button', { name: 'Deactivate…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click();
  await expect(page).toHaveURL(/\/login/);
  await page.getByLabel('Username or e-mail').fill(ana.email);
  await page.getByLabel('Password', { exact: true }).fill(ana.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert')).toContainText(/deactivated/i);
  const founder = await admin(server.topology);
  expect((await founder.api().patch(`/users/${ana.id}`, { active: true })).status).toBe(200);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).not.toHaveURL(/\/login/);
});

test('an idle page signs out after the time that one has set, and not while one is there', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/security', { as: ana });
  await page.getByLabel('Sign out when idle').selectOption('5');
  await expect(page.getByText('Saved', { exact: true })).toBeVisible();
  await page.clock.install();
  await page.reload();
  await expect(page.getByLabel('Sign out when idle')).toHaveValue('5');
  await page.clock.fastForward('04:00');
  await page.mouse.move(100, 100);
  await page.clock.fastForward('04:00');
  await expect(page.getByLabel('Sign out when idle')).toBeVisible();
  await page.clock.fastForward('01:30');
  await expect(page).toHaveURL(/\/login/);
  await expect(page.getByText(/nobody was here/i)).toBeVisible();
});

test('R58 somebody made without a password chooses one by the link, and is in', async ({ server, visit }) => {
  const founder = await admin(server.topology);
  const name = `zoe.${Date.now().toString(36)}`;
  const made = await founder.api().post('/users', { username: name, email: `${name}@example.org` });
  const { passwordLink: link } = made.as(createdAccount, 201);
  const { pathname, hash } = new URL(link?.url ?? '');
  const page = await visit(pathname + hash);
  await page.getByLabel('New password', { exact: true }).fill('four rivers under the hill');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByLabel('Username or e-mail').fill(name);
  await page.getByLabel('Password', { exact: true }).fill('four rivers under the hill');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(composer(page)).toBeVisible();
});
