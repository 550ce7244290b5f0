import { admin, person } from '../factories/people.js';
import { room } from '../factories/places.js';
import { composer, expect, test } from './fixtures.js';
import { SIZES } from './looks.js';

test('R68 375 px: everything that can be pressed is large enough for a finger', async ({ server, visit }) => {
  const page = await visit('/settings', {
    as: await admin(server.topology),
    viewport: SIZES.narrow,
    hasTouch: true,
    isMobile: true,
  });
  for (const address of ['/settings', '/settings/profile', '/settings/security', '/settings/tokens', '/admin/users']) {
    await page.goto(address);
    await expect(page.getByRole('main').or(page.getByRole('navigation')).locator('visible=true').first()).toBeVisible();
    await expect(page.getByRole('status', { name: /^Loading/ })).toHaveCount(0);
    const small = await page
      .locator('button, select, input:not([type=file], [type=checkbox], [hidden]), nav a')
      .evaluateAll((controls) =>
        controls
          .map(
            (control) =>
              ({
                name: control.getAttribute('aria-label') ?? control.textContent,
                ...control.getBoundingClientRect().toJSON(),
              }) as { name: string; width: number; height: number },
          )
          .filter(({ width, height }) => width > 0 && (height < 43.5 || width < 24)),
      );
    expect(small.map(({ name, width, height }) => `${address} ${name}: ${width}×${height}`)).toEqual([]);
  }
});

test('R68 by keyboard alone: from a room to a new token, and back', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  const page = await visit(`/rooms/${place.id}`, { as: ana });
  await expect(composer(page)).toBeVisible();
  /** Tabs on until this has the focus. */
  const tabTo = async (role: 'link' | 'button' | 'textbox' | 'checkbox', name: string | RegExp): Promise<void> => {
    const goal = page.getByRole(role, { name, exact: true });
    await expect(goal).toBeVisible();
    for (let step = 0; step < 40; step++) {
      if (await goal.evaluate((element) => element.matches(':focus'))) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`${name} is not reached by the Tab key`);
  };
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('dialog').locator('input')).toBeFocused();
  await page.keyboard.type('settings');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'Profile', exact: true })).toBeVisible();
  await tabTo('link', 'API tokens');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { name: 'API tokens', exact: true })).toBeVisible();
  await tabTo('button', 'New token');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toBeFocused();
  // Refused where it stands: the focus stays at the field, and the words with it.
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog').getByRole('textbox', { name: 'Name' })).toHaveAttribute('aria-invalid', 'true');
  await page.keyboard.type('by hand');
  await tabTo('checkbox', /^write/);
  await page.keyboard.press('Space');
  await tabTo('button', 'Create token');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('API token', { exact: true })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listitem').filter({ hasText: 'by hand' })).toContainText('write');
  await expect(page.getByRole('button', { name: 'New token' })).toBeFocused();
  await tabTo('button', 'Revoke by hand');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: 'Revoke by hand' })).toBeFocused();
  await tabTo('link', 'Back to the rooms');
  await page.keyboard.press('Enter');
  await expect(composer(page)).toBeVisible();
});
