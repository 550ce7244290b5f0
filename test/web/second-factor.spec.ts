import { createdAccount, session, type ServerRole } from '#contract';
import type { Page } from '@playwright/test';
import { admin, Person, person } from '../factories/people.js';
import { codeOf, stepNow, wrongCode } from '../support/authenticator.js';
import type { Topology } from '../support/topology.js';
import { composer, expect, test } from './fixtures.js';

/** Goes through the enrolment that is on screen; the secret and the recovery codes that it showed. */
const enrolHere = async (page: Page): Promise<{ secret: string; codes: string[] }> => {
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const secret = (await page.getByTestId('secret').innerText()).replace(/\s/g, '');
  await page.getByLabel('Six-digit code').fill(wrongCode(secret));
  await page.getByRole('button', { name: 'Switch on' }).click();
  await expect(page.getByLabel('Six-digit code')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Six-digit code')).toBeFocused();
  await page.getByLabel('Six-digit code').fill(codeOf(secret, stepNow()));
  await page.getByRole('button', { name: 'Switch on' }).click();
  const sheet = page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem');
  await expect(sheet).toHaveCount(10);
  const codes = await sheet.allInnerTexts();
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return { secret, codes };
};

/** Name and password, up to the question for the code. */
const passwordStep = async (page: Page, who: Person): Promise<void> => {
  await page.getByLabel('Username or e-mail').fill(who.email);
  await page.getByLabel('Password', { exact: true }).fill(who.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible();
};

/** Somebody of this role, made by the administrator. */
const withRole = async (topology: Topology, role: ServerRole): Promise<Person> => {
  const name = `${role}.${Date.now().toString(36)}`;
  const account = { username: name, email: `${name}@example.org`, password: 'correct horse battery', role };
  (await (await admin(topology)).api().post('/users', account)).as(createdAccount, 201);
  const answer = await topology.api().post('/auth/login', { login: name, password: account.password });
  return new Person(topology, 0, { session: answer.as(session), password: account.password, email: account.email });
};

test('R7 enrol in the settings, then sign in with a code; a wrong one is said at its field', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/security', { as: ana });
  await page.getByRole('button', { name: 'Set up' }).click();
  const { secret } = await enrolHere(page);
  await expect(page.getByText('10 recovery codes left.')).toBeVisible();

  const other = await visit('/login', { index: ana.home });
  await passwordStep(other, ana);
  const field = other.getByLabel('Six-digit code');
  await expect(field).toBeFocused();
  await expect(field).toHaveAttribute('autocomplete', 'one-time-code');
  await expect(field).toHaveAttribute('inputmode', 'numeric');
  await field.fill(wrongCode(secret));
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  // Pasted with a space in the middle, it sends itself.
  const code = codeOf(secret, stepNow() + 1);
  await field.fill(`${code.slice(0, 3)} ${code.slice(3)}`);
  await expect(other).not.toHaveURL(/login/);
  await expect(composer(other)).toBeVisible();
});

test('R7 a recovery code signs in once, and the settings say how many are left', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/security', { as: ana });
  await page.getByRole('button', { name: 'Set up' }).click();
  const { codes } = await enrolHere(page);
  const [code = ''] = codes;

  const other = await visit('/login?next=%2Fsettings%2Fsecurity', { index: ana.home });
  await passwordStep(other, ana);
  await other.getByRole('button', { name: 'Use a recovery code' }).click();
  await other.getByLabel('Recovery code').fill(code);
  await other.getByRole('button', { name: 'Sign in' }).click();
  await expect(other.getByText('9 recovery codes left.')).toBeVisible();

  const third = await visit('/login', { index: ana.home });
  await passwordStep(third, ana);
  await third.getByRole('button', { name: 'Use a recovery code' }).click();
  await third.getByLabel('Recovery code').fill(code);
  await third.getByRole('button', { name: 'Sign in' }).click();
  await expect(third.getByLabel('Recovery code')).toHaveAttribute('aria-invalid', 'true');
});

test('R7 switching it off takes the password and a code', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/security', { as: ana });
  await page.getByRole('button', { name: 'Set up' }).click();
  const { secret } = await enrolHere(page);
  await page.getByRole('button', { name: 'Switch off' }).click();
  const dialog = page.getByRole('dialog', { name: /Switch two-factor sign-in off/ });
  await dialog.getByLabel('Password', { exact: true }).fill('certainly wrong');
  await dialog.getByLabel('Six-digit code').fill(codeOf(secret, stepNow() + 1));
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await expect(dialog.getByText('This is not your password.')).toBeVisible();
  await dialog.getByLabel('Password', { exact: true }).fill(ana.password);
  await dialog.getByLabel('Six-digit code').fill(codeOf(secret, stepNow() + 1));
  await dialog.getByRole('button', { name: 'Switch off' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: 'Set up' })).toBeVisible();
});

test('R9 after too many wrong codes the page says how long to wait', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/security', { as: ana });
  await page.getByRole('button', { name: 'Set up' }).click();
  const { secret } = await enrolHere(page);
  const other = await visit('/login', { index: ana.home });
  await passwordStep(other, ana);
  const field = other.getByLabel('Six-digit code');
  await expect(async () => {
    await field.fill(wrongCode(secret));
    await expect(other.getByText(/try again in \d+ minutes/i)).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
});

test('R7 a challenge that has ended leads back to the password, with a sentence', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const page = await visit('/settings/security', { as: ana });
  await page.getByRole('button', { name: 'Set up' }).click();
  const { secret } = await enrolHere(page);
  const other = await visit('/login', { index: ana.home });
  await passwordStep(other, ana);
  // As after five minutes: a challenge that the server does not know.
  await other.route('**/auth/login/2fa', async (route) => {
    const body = { ...(route.request().postDataJSON() as object), challenge: 'long-ago' };
    await route.continue({ postData: JSON.stringify(body) });
  });
  await other.getByLabel('Six-digit code').fill(codeOf(secret, stepNow() + 1));
  await expect(other.getByText(/took too long/i)).toBeVisible();
  await expect(other.getByLabel('Username or e-mail')).toBeVisible();
});

test('R7 where the server demands it, enrolling is all there is, and then the rooms open', async ({
  server,
  visit,
}) => {
  const founder = await admin(server.topology);
  const mia = await withRole(server.topology, 'manager');
  await founder.api().patch('/settings', { twoFactorRequiredFor: ['manager'] });
  try {
    const page = await visit('/settings/profile', { as: mia });
    await expect(page.getByRole('heading', { name: 'Set up two-factor sign-in' })).toBeVisible();
    await page.goto('/');
    await expect(page.getByRole('heading', { name: 'Set up two-factor sign-in' })).toBeVisible();
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await enrolHere(page);
    await expect(composer(page)).toBeVisible();
  } finally {
    await founder.api().patch('/settings', { twoFactorRequiredFor: [] });
  }
});
