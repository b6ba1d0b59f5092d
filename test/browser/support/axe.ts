import { readFileSync } from 'node:fs';
import type { AxeResults, RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

// What the page runs lives in the page: to this side it is a name and a promise.
declare const axe: { run(context: unknown, options: RunOptions): Promise<AxeResults> };

const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

/** The rules that see colours: all that another theme can break. */
export const COLOURS: RunOptions = {
  runOnly: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
};

/** What axe finds on the page as it stands, short enough to read in a failed test. */
export const violationsOn = async (page: Page, options: RunOptions = RULES): Promise<readonly string[]> => {
  await page.evaluate(source);
  const { violations } = await page.evaluate((rules) => axe.run(document, rules), options);
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target.join(' ')}: ${failureSummary ?? ''}`),
  );
};
