import {
  expect,
  test as base,
  type Browser,
  type BrowserContextOptions,
  type Locator,
  type Page,
} from '@playwright/test';
import { closeSockets, type Person } from '../factories/people.js';
import { startTopology, type Topology } from '../support/topology.js';
import { startUpstream, type Upstream } from '../support/upstream.js';

export { expect };

interface Server {
  topology: Topology;
  upstream: Upstream;
}

export interface Visit extends BrowserContextOptions {
  /** Signed in as this person, as if they had been here before; without one, nobody. */
  as?: Person;
  /** Number of the API process whose page is opened. */
  index?: number;
}

interface Fixtures {
  /** Opens a page in a browser context of its own, as another person's browser is. */
  visit(path: string, options?: Visit): Promise<Page>;
}

/** Puts the refresh cookie of a new session into the browser; the page does the rest by itself. */
const signIn = async (page: Page, origin: string, who: Person): Promise<void> => {
  const data = { login: who.email, password: who.password };
  const answer = await page.request.post(`${origin}/api/v1/auth/login`, { data });
  expect(answer.status()).toBe(200);
};

const watchFor = (page: Page, faults: string[]): void => {
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`));
  page.on('console', (message) => {
    // A refused request is logged by the browser itself; what the page makes of it is tested where it matters.
    if (message.type() !== 'error' || /Failed to load resource|WebSocket connection/.test(message.text())) return;
    faults.push(`${page.url()}: ${message.text()}`);
  });
};

const open = async (
  browser: Browser,
  topology: Topology,
  path: string,
  options: Visit,
  faults: string[],
): Promise<Page> => {
  const { as, index = as?.home ?? 0, ...context } = options;
  const origin = topology.process('api', index).url;
  const made = await browser.newContext({ baseURL: origin, reducedMotion: 'reduce', ...context });
  const page = await made.newPage();
  watchFor(page, faults);
  if (as) await signIn(page, origin, as);
  await page.goto(path);
  return page;
};

export const test = base.extend<Fixtures, { server: Server }>({
  server: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the names of the fixtures from this pattern.
    async ({}, use) => {
      const upstream = await startUpstream();
      // More people come by in a run than the first room takes by default.
      const topology = await startTopology({ name: 'web', upstream, env: { MAX_ROOM_PARTICIPANTS: '1000' } });
      await use({ topology, upstream });
      closeSockets(topology);
      try {
        await topology.stop();
      } finally {
        await upstream.close();
      }
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  visit: async ({ browser, server }, use) => {
    const faults: string[] = [];
    const pages: Page[] = [];
    await use(async (path, options = {}) => {
      const page = await open(browser, server.topology, path, options, faults);
      pages.push(page);
      return page;
    });
    for (const page of pages) await page.context().close();
    expect(faults).toEqual([]);
  },
});

/** The field where one writes. */
export const composer = (page: Page): Locator => page.getByRole('textbox', { name: 'Message', exact: true });

/** Writes a message and sends it with the keyboard. */
export const write = async (page: Page, text: string): Promise<void> => {
  await composer(page).fill(text);
  await composer(page).press('Enter');
};

/** Messages of the room that have arrived, oldest first. */
export const messages = (page: Page): Locator => page.locator('article[data-message-id]');

/** The latest answer of an assistant. */
export const answer = (page: Page): Locator => messages(page).last();

/** Messages that hold `text`. */
export const saying = (page: Page, text: string): Locator => messages(page).filter({ hasText: text });
