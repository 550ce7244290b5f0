import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { ARTIFACTS } from '../support/env.js';

const folder = path.join(ARTIFACTS, 'screens');
mkdirSync(folder, { recursive: true });

/** A desk and a phone. */
export const SIZES = { wide: { width: 1280, height: 800 }, narrow: { width: 375, height: 740 } };

/** No serious finding of axe, and nothing wider than the screen. */
export const sound = async (page: Page): Promise<void> => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const named = serious.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html).join(' | ')}`);
  expect(named).toEqual([]);
  const over = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(over).toBeLessThanOrEqual(0);
};

/** Keeps a picture of the screen for people to look at. */
export const shoot = async (page: Page, name: string): Promise<void> => {
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
};
