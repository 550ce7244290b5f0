import { person } from '../factories/people.js';
import { history, room } from '../factories/places.js';
import { storedContent } from '../support/database.js';
import { Gate } from '../support/gate.js';
import { answer, composer, expect, messages, saying, test, write } from './fixtures.js';

test('R39 R41 two people in two browsers: one asks @ai, both see the tokens before the answer is complete', async ({
  server,
  visit,
}) => {
  const { topology, upstream } = server;
  const ana = await person(topology, 'Ana', 0);
  const ben = await person(topology, 'Ben', 1);
  const place = await room(ana, { title: 'rivers', members: [ben] });
  const gate = new Gate();
  upstream.script('which river', async (reply) => {
    await reply.tokens(['The ', 'river ', 'is ']);
    await reply.until(gate.wait());
    await reply.tokens(['the ', 'Styx, ', 'they say.']);
  });
  const [hers, his] = await Promise.all([
    visit(`/rooms/${place.id}`, { as: ana }),
    visit(`/rooms/${place.id}`, { as: ben }),
  ]);
  await expect(composer(his)).toBeVisible();
  await write(hers, '@ai which river is it?');

  for (const page of [hers, his]) {
    await expect(answer(page)).toContainText('The river is');
    await expect(answer(page)).toHaveAttribute('data-status', 'streaming');
    await expect(answer(page)).not.toContainText('Styx');
    await expect(page.getByRole('button', { name: 'Stop', exact: true }).first()).toBeVisible(
      // A member may stop their own answers only.
      { visible: page === hers },
    );
  }
  gate.open();
  const whole = 'The river is the Styx, they say.';
  for (const page of [hers, his]) {
    await expect(answer(page)).toHaveAttribute('data-status', 'complete');
    await expect(answer(page)).toContainText(whole);
    await expect(messages(page)).toHaveCount(2);
  }
  const stored = (await history(ben, place.id)).at(-1);
  expect(stored?.content).toBe(whole);
  expect(await storedContent(topology, stored?.id ?? '')).toBe(whole);
  await expect(answer(hers)).toHaveAttribute('data-message-id', stored?.id ?? '');
  await expect(answer(his)).toHaveAttribute('data-message-id', stored?.id ?? '');
});

test('R41 reload in the middle of an answer: the page shows everything said so far and goes on', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  const gate = new Gate();
  server.upstream.script('reload me', async (reply) => {
    await reply.tokens(['before ', 'the ', 'reload ']);
    await reply.until(gate.wait());
    await reply.tokens(['and ', 'after it']);
  });
  const page = await visit(`/rooms/${place.id}`, { as: ana });
  await write(page, '@ai reload me');
  await expect(answer(page)).toContainText('before the reload');
  await page.reload();
  await expect(answer(page)).toContainText('before the reload');
  await expect(answer(page)).toHaveAttribute('data-status', 'streaming');
  gate.open();
  await expect(answer(page)).toHaveAttribute('data-status', 'complete');
  await expect(answer(page)).toContainText('before the reload and after it');
  await expect(messages(page)).toHaveCount(2);
});

test('R40 Stop keeps what was written and says so; asking again gives a new answer in its place', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  server.upstream.script('stop me', async (reply) => reply.tokens(['this ', 'time ', 'to the end']));
  server.upstream.script(
    'stop me',
    async (reply) => {
      await reply.tokens(['just ', 'a ', 'beginning']);
      await reply.hang();
    },
    1,
  );
  const page = await visit(`/rooms/${place.id}`, { as: ana });
  await write(page, '@ai stop me');
  await expect(answer(page)).toContainText('just a beginning');
  await page.getByRole('group', { name: 'Answers under way' }).getByRole('button', { name: 'Stop' }).click();
  await expect(answer(page)).toHaveAttribute('data-status', 'stopped');
  await expect(answer(page)).toContainText('just a beginning');
  await expect(answer(page)).toContainText(/stopped/i);
  await expect(page.getByRole('group', { name: 'Answers under way' })).toBeHidden();
  await answer(page)
    .getByRole('button', { name: /again|regenerate/i })
    .first()
    .click();
  await expect(answer(page)).toContainText('this time to the end');
  await expect(messages(page)).toHaveCount(2);
});

test('R43 a failed answer says why and offers Retry, which works', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  server.upstream.script('fail once', async (reply) => reply.tokens(['mended']));
  server.upstream.script('fail once', (reply) => reply.error(401, { error: { message: 'bad key' } }), 1);
  const page = await visit(`/rooms/${place.id}`, { as: ana });
  await write(page, '@ai fail once');
  await expect(answer(page)).toHaveAttribute('data-status', 'failed');
  await expect(answer(page)).toContainText(/refused the key/i);
  await answer(page).getByRole('button', { name: 'Retry' }).click();
  await expect(answer(page)).toHaveAttribute('data-status', 'complete');
  await expect(answer(page)).toContainText('mended');
});

test('R67 without a network: the message is kept, and goes out once when the network is back', async ({
  server,
  visit,
}) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  const page = await visit(`/rooms/${place.id}`, { as: ana });
  await write(page, 'before the tunnel');
  await expect(saying(page, 'before the tunnel')).toHaveCount(1);
  await page.context().setOffline(true);
  await write(page, 'from the tunnel');
  await expect(page.getByText('from the tunnel')).toBeVisible();
  await page.context().setOffline(false);
  await expect(saying(page, 'from the tunnel')).toHaveCount(1, { timeout: 30_000 });
  const stored = (await history(ana, place.id)).map((one) => one.content);
  expect(stored).toEqual(['before the tunnel', 'from the tunnel']);
});

test('Q11 what a model or a person writes is text: no script runs, no image is fetched', async ({ server, visit }) => {
  const ana = await person(server.topology, 'Ana');
  const place = await room(ana);
  const evil =
    '<img src=x onerror="window.hit=1"><script>window.hit=1</script> ![p](https://evil.example/p.png) [l](javascript:window.hit=1)';
  server.upstream.script('be evil', async (reply) => reply.tokens([evil]));
  const page = await visit(`/rooms/${place.id}`, { as: ana });
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(page.url()).origin) foreign.push(request.url());
  });
  await write(page, `@ai be evil ${evil}`);
  await expect(answer(page)).toHaveAttribute('data-status', 'complete');
  await expect(messages(page)).toHaveCount(2);
  expect(await page.evaluate('window.hit')).toBeUndefined();
  await expect(messages(page).locator('img, script, [onerror], a[href^="javascript"]')).toHaveCount(0);
  expect(foreign).toEqual([]);
});
