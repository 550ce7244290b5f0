import { createdAccount } from '#contract';
import type { Page } from '@playwright/test';
import { admin, person } from '../factories/people.js';
import { room } from '../factories/places.js';
import { codeOf, stepNow } from '../support/authenticator.js';
import { expect, test, type Visit } from './fixtures.js';
import { shoot, SIZES, sound } from './looks.js';

/** An answer that does not come. */
const hold = async (page: Page, call: string): Promise<void> => {
  await page.route(`**/api/v1${call}`, () => undefined);
};

/** A refusal that passes. */
const refuse = async (page: Page, call: string): Promise<void> => {
  await page.route(`**/api/v1${call}`, (route) =>
    route.fulfill({
      status: 429,
      contentType: 'application/problem+json',
      headers: { 'Retry-After': '40' },
      json: { type: 'about:blank', title: 'Too many', status: 429, detail: 'Too many', code: 'rate_limited' },
    }),
  );
};

const heading = (page: Page, name: string): Promise<void> =>
  expect(page.getByRole('heading', { name, exact: true })).toBeVisible();

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const visitor: Visit = { viewport, colorScheme };
    const looks = (page: Page) => async (what: string) => {
      await sound(page);
      await shoot(page, `${what}-${size}-${colorScheme}`);
    };

    test(`R66 R68 the settings: ${size}, ${colorScheme}`, async ({ server, visit }) => {
      test.setTimeout(180_000);
      const ana = await person(server.topology, 'Ana');
      const page = await visit('/settings', { as: ana, ...visitor });
      const look = looks(page);
      if (size === 'narrow') {
        await expect(page.getByRole('link', { name: 'Profile' })).toBeVisible();
        await look('settings');
        await page.getByRole('link', { name: 'Profile' }).click();
      }
      await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ana');
      await expect(page).toHaveTitle('Profile · Colloquy');
      await look('settings-profile');
      await page.getByLabel('Name', { exact: true }).fill('');
      await page.getByLabel('Name', { exact: true }).press('Enter');
      await look('settings-profile-refused');

      await page.goto('/settings/security');
      await page.getByRole('button', { name: 'Set up' }).click();
      await expect(page.getByRole('img', { name: /QR/ })).toBeVisible();
      await look('settings-enrol');
      const secret = (await page.getByTestId('secret').innerText()).replace(/\s/g, '');
      await page.getByLabel('Six-digit code').fill(codeOf(secret, stepNow()));
      await page.getByRole('button', { name: 'Switch on' }).click();
      await expect(page.getByRole('list', { name: 'Recovery codes' })).toBeVisible();
      await look('settings-recovery-codes');
      await page.getByRole('button', { name: 'I have kept them' }).click();
      await expect(page.getByText('10 recovery codes left.')).toBeVisible();
      await look('settings-security');
      await page.getByRole('button', { name: 'Switch off' }).click();
      await look('settings-switch-off');

      await page.goto('/settings/sessions');
      await expect(page.getByText('This one')).toBeVisible();
      await look('settings-sessions');
      await hold(page, '/auth/sessions');
      await page.reload();
      await expect(page.getByRole('status', { name: 'Loading your sessions' })).toBeVisible();
      await look('settings-sessions-loading');
      await refuse(page, '/auth/sessions');
      await page.reload();
      await expect(page.getByText('Try again in 40 seconds')).toBeVisible();
      await look('settings-sessions-failed');

      await page.goto('/settings/tokens');
      await expect(page.getByText('No tokens yet')).toBeVisible();
      await look('settings-tokens-empty');
      await page.getByRole('button', { name: 'New token' }).click();
      await page.getByRole('button', { name: 'Create token' }).click();
      await look('settings-token-new');
      await page
        .getByRole('dialog')
        .getByLabel('Name', { exact: true })
        .fill('Report of the night, every night, to all');
      await page.getByRole('button', { name: 'Create token' }).click();
      await expect(page.getByLabel('API token', { exact: true })).toBeVisible();
      await look('settings-token-once');
      await page.getByRole('button', { name: 'Done' }).click();
      await expect(page.getByText('never used')).toBeVisible();
      await look('settings-tokens');
      await hold(page, '/api-tokens');
      await page.reload();
      await expect(page.getByRole('status', { name: 'Loading your tokens' })).toBeVisible();
      await look('settings-tokens-loading');

      await page.goto('/settings/data');
      await look('settings-data');
      await page.getByRole('button', { name: 'Delete…' }).click();
      await look('settings-delete');
      await hold(page, '/auth/me');
      await page.reload();
      await expect(page.getByRole('main').getByRole('status', { name: 'Loading' })).toBeVisible();
      await look('settings-loading');
      await refuse(page, '/auth/me');
      await page.reload();
      await expect(page.getByText('Your account could not be loaded')).toBeVisible();
      await look('settings-failed');
    });

    test(`R58 R68 the administration: ${size}, ${colorScheme}`, async ({ server, visit }) => {
      test.setTimeout(180_000);
      const founder = await admin(server.topology);
      const word = `look${size}${colorScheme}`;
      const csv = [
        'username,email,display_name,role',
        `${word}.one,${word}.one@example.org,Ana Lopes,manager`,
        `${word}.two,${word}.a-very-long-address-indeed@example.org,Benedikt von Hohenstein-Langenau zu Trautenfels,user`,
        `${word}.kid,${word}.kid@example.org,Émile,kid`,
        `${word}.off,${word}.off@example.org,Dora Maar,user`,
      ];
      const page = await visit('/admin/users', { as: founder, ...visitor });
      const look = looks(page);
      await page.getByRole('button', { name: 'Import from CSV' }).click();
      await look('admin-import');
      const file = { name: 'a.csv', mimeType: 'text/csv', buffer: Buffer.from([...csv, 'no good,,,'].join('\n')) };
      await page.getByLabel('CSV file').setInputFiles(file);
      await expect(page.getByText(/1 line not taken/)).toBeVisible();
      await look('admin-import-report');
      await page.getByRole('button', { name: 'Done' }).click();
      const off = await founder.api().get(`/users?q=${word}.off`);
      const [found] = (off.body as { items: { id: string }[] }).items;
      await founder.api().patch(`/users/${found?.id}`, { active: false });

      await page.getByLabel('Search').fill(word);
      await expect(page.getByRole('button', { name: /^Actions for/ })).toHaveCount(4);
      const actions = page.getByRole('button', { name: 'Actions for Ana Lopes' });
      await expect(page.getByText('Inactive', { exact: true }).locator('visible=true').last()).toBeVisible();
      await look('admin-users');
      await actions.click();
      await look('admin-users-menu');
      await page.getByRole('menuitem', { name: 'Edit' }).click();
      await look('admin-users-edit');
      await page.keyboard.press('Escape');
      await room(founder, { title: `boathouse-${word}` });
      await actions.click();
      await page.getByRole('menuitem', { name: 'Rooms' }).click();
      await expect(page.getByRole('checkbox').first()).toBeVisible();
      await look('admin-users-rooms');
      await page.keyboard.press('Escape');
      await actions.click();
      await page.getByRole('menuitem', { name: 'Reset the password' }).click();
      await look('admin-users-reset');
      await page.getByRole('button', { name: 'Reset', exact: true }).click();
      await expect(page.getByLabel('One-time link', { exact: true })).toBeVisible();
      await look('admin-users-link');
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: 'New user' }).click();
      await page.getByRole('button', { name: 'Create user' }).click();
      await look('admin-users-new');
      await page.keyboard.press('Escape');
      await page.getByLabel('Search').fill('nobody is called that');
      await expect(page.getByText('Nobody like that')).toBeVisible();
      await look('admin-users-nobody');
      await hold(page, '/users?*');
      await page.reload();
      await expect(page.getByRole('status', { name: 'Loading the users' })).toBeVisible();
      await look('admin-users-loading');
      await refuse(page, '/users?*');
      await page.reload();
      await expect(page.getByText('The users could not be loaded')).toBeVisible();
      await look('admin-users-failed');

      await page.goto('/admin/settings');
      await expect(page.getByRole('checkbox', { name: 'Kids' })).toBeVisible();
      await look('admin-server');
      await hold(page, '/settings');
      await page.reload();
      await expect(page.getByRole('status', { name: 'Loading the settings' })).toBeVisible();
      await look('admin-server-loading');
      await refuse(page, '/settings');
      await page.reload();
      await expect(page.getByText('The settings could not be loaded')).toBeVisible();
      await look('admin-server-failed');
    });

    test(`R66 R68 the doors of an account: ${size}, ${colorScheme}`, async ({ server, visit }) => {
      const founder = await admin(server.topology);
      const page = await visit('/forgot', visitor);
      const look = looks(page);
      await heading(page, 'Forgot your password?');
      await look('forgot-no-mail');
      await page.route('**/api/v1/auth/providers', async (route) => {
        const given = (await (await route.fetch()).json()) as object;
        await route.fulfill({ json: { ...given, passwordResetByMail: true } });
      });
      await page.reload();
      await page.getByLabel('E-mail').fill('no address');
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await look('forgot');
      await page.getByLabel('E-mail').fill('somebody@example.org');
      await page.getByRole('button', { name: 'Send me a link' }).click();
      await heading(page, 'Look into your mail');
      await look('forgot-sent');

      const name = `door.${size}.${colorScheme}`;
      const made = await founder.api().post('/users', { username: name, email: `${name}@example.org` });
      const { hash } = new URL(made.as(createdAccount, 201).passwordLink?.url ?? '');
      await page.goto(`/reset${hash}`);
      await page.getByLabel('New password', { exact: true }).fill('password');
      await page.getByRole('button', { name: 'Set the password' }).click();
      await expect(page.getByLabel('New password', { exact: true })).toHaveAttribute('aria-invalid', 'true');
      await look('reset');
      await page.getByLabel('New password', { exact: true }).fill('four rivers under the hill');
      await page.getByRole('button', { name: 'Set the password' }).click();
      await heading(page, 'That is your new password');
      await look('reset-done');
      await page.goto('/reset#token=no-such-token');
      await page.reload();
      await page.getByLabel('New password', { exact: true }).fill('four rivers under the hill');
      await page.getByRole('button', { name: 'Set the password' }).click();
      await heading(page, 'This link does not work');
      await look('reset-wrong');

      await page.route('**/api/v1/auth/login', (route) =>
        route.fulfill({ json: { twoFactorRequired: true, challenge: 'made-up' } }),
      );
      await page.goto('/login');
      await page.getByLabel('Username or e-mail').fill(name);
      await page.getByLabel('Password', { exact: true }).fill('four rivers under the hill');
      await page.getByRole('button', { name: 'Sign in' }).click();
      await heading(page, 'One more step');
      await look('second-step');
      await refuse(page, '/auth/login/2fa');
      await page.getByLabel('Six-digit code').fill('123456');
      await expect(page.getByText('Try again in 40 seconds')).toBeVisible();
      await look('second-step-wait');
      await page.getByRole('button', { name: 'Use a recovery code' }).click();
      await look('second-step-recovery');
    });
  }
}
