import { person, type Person } from '../factories/people.js';
import { room, say } from '../factories/places.js';
import { answerTo } from '../support/answers.js';
import { Gate } from '../support/gate.js';
import { composer, expect, messages, saying, test, write, type Visit } from './fixtures.js';
import { shoot, SIZES, sound } from './looks.js';

const TABLE = '| river | leads to |\n| --- | --- |\n| Styx | the underworld |\n| Lethe | forgetting |';
const CODE = '```ts\nconst ferry = (coin: number): string => (coin > 0 ? "across" : "wait");\n```';
const RICH = `Here is **what I know**:\n\n${TABLE}\n\n${CODE}\n\n- one\n- two\n  1. deeper\n\n> a quote\n\nThe end.`;

for (const [size, viewport] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const look: Visit = { viewport, colorScheme };
    const name = (what: string): string => `${what}-${size}-${colorScheme}`;

    test(`R68 a room with talk, a running answer and one that waits: ${size}, ${colorScheme}`, async ({
      server,
      visit,
    }) => {
      const ana = await person(server.topology, 'Ana');
      const ben = await person(server.topology, 'Ben');
      const place = await room(ana, { title: 'the-ferry', topic: 'How to get across', members: [ben] });
      const gate = new Gate();
      server.upstream.script('show me all', async (reply) => reply.tokens([RICH]));
      server.upstream.script('still running', async (reply) => {
        await reply.tokens(['I am ', 'still ', 'thinking ']);
        await reply.until(gate.wait());
      });
      const reader = await ana.watch(place.id);
      const question = await say(ana, place.id, '@ai show me all');
      await reader.status((await answerTo(reader, question)).id, 'complete');
      await say(ben, place.id, 'Thanks! One more thing.');
      const page = await visit(`/rooms/${place.id}`, { as: ana, ...look });
      await expect(saying(page, 'One more thing.')).toBeVisible();
      await write(page, '@ai still running');
      await say(ben, place.id, '@ai and me after her');
      await expect(messages(page).filter({ hasText: 'still thinking' })).toBeVisible();
      await expect(page.getByRole('group', { name: 'Answers under way' })).toContainText('1 waiting');
      await sound(page);
      await shoot(page, name('room'));
      gate.open();
      await expect(page.getByRole('group', { name: 'Answers under way' })).toBeHidden();
      await shoot(page, name('room-quiet'));
    });

    test(`R68 the doors: ${size}, ${colorScheme}`, async ({ visit }) => {
      for (const [what, address, heading] of [
        ['login', '/login', 'Sign in'],
        ['register', '/register', 'Create an account'],
        ['invite-wrong', '/invite/no-such-code', 'This invitation does not work'],
      ] as const) {
        const page = await visit(address, look);
        await expect(page.getByRole('heading', { name: heading })).toBeVisible();
        await sound(page);
        await shoot(page, name(what));
      }
    });

    test(`R68 an empty room and the list of rooms: ${size}, ${colorScheme}`, async ({ server, visit }) => {
      const ana: Person = await person(server.topology, 'Ana');
      const place = await room(ana, { title: 'nothing-yet' });
      const page = await visit(`/rooms/${place.id}`, { as: ana, ...look });
      await expect(composer(page)).toBeVisible();
      await sound(page);
      await shoot(page, name('room-empty'));
      await page.goto('/');
      await expect(
        page
          .getByRole('link', { name: /nothing-yet|general/ })
          .or(composer(page))
          .first(),
      ).toBeVisible();
      await sound(page);
      await shoot(page, name('rooms'));
    });
  }
}

test('R68 375 px: from the list into a room, ask, read the answer, and back', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const [general] = ((await ana.api().get('/workspaces')).body as { items: { id: string }[] }).items;
  await room(ana, { title: 'pocket-room', workspaceId: general?.id });
  const page = await visit('/?list=true', { as: ana, viewport: SIZES.narrow, hasTouch: true, isMobile: true });
  await page.getByRole('link', { name: /pocket-room/ }).click();
  await expect(page.getByRole('heading', { name: /pocket-room/ })).toBeVisible();
  await write(page, '@ai from my pocket');
  await expect(messages(page).last()).toHaveAttribute('data-status', 'complete');
  await expect(messages(page).last()).toContainText('You said: @ai from my pocket');
  await expect(composer(page)).toBeInViewport();
  const small = await page.getByRole('button').evaluateAll((buttons) =>
    buttons
      .map(
        (button) =>
          ({
            name: button.getAttribute('aria-label') ?? button.textContent,
            ...button.getBoundingClientRect().toJSON(),
          }) as { name: string; width: number; height: number },
      )
      .filter(({ width, height }) => width > 0 && (height < 43.5 || width < 24)),
  );
  expect(small.map(({ name, width, height }) => `${name}: ${width}×${height}`)).toEqual([]);
  await page.getByRole('link', { name: 'Back to the rooms' }).click();
  await expect(page.getByRole('link', { name: /pocket-room/ })).toBeVisible();
});

test('R68 a journey by keyboard alone: mention by completion, send, stop', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  server.upstream.script('by keyboard', async (reply) => {
    reply.token('typing back');
    await reply.hang();
  });
  const page = await visit(`/rooms/${place.id}`, { as: ana });
  await composer(page).focus();
  await page.keyboard.type('@a');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(composer(page)).toHaveValue(/^@ai /);
  await page.keyboard.type('by keyboard');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('second line');
  await page.keyboard.press('Enter');
  await expect(messages(page).last()).toContainText('typing back');
  const stop = page.getByRole('group', { name: 'Answers under way' }).getByRole('button', { name: 'Stop' });
  await composer(page).focus();
  for (let step = 0; step < 10 && !(await stop.evaluate((button) => button.matches(':focus'))); step++) {
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('Enter');
  await expect(messages(page).last()).toHaveAttribute('data-status', 'stopped');
});
