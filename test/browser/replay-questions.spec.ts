import type { Browser, Page } from 'playwright-core';
import type { TestApp } from '../support/app';
import {
  COURSES,
  describeInBrowser,
  launch,
  open,
  SCREEN,
  startWithCourses,
  type Opened,
} from './support/browser';
import { LANGUAGES, openCourse, reflowed, ZOOMED } from './support/replay';
import { cutIn, outsideIn, overlapsOf, textsIn } from './support/texts';

/** Box and answer of each of the five cells. */
const cellsOf = async (page: Page) => {
  const cells = await page.locator('.strip-cell').evaluateAll((elements) =>
    elements.map((element) => {
      const { left, top, right, bottom } = element.getBoundingClientRect();
      const [, ...answer] = (element as HTMLElement).innerText.split('\n');
      return [left, top, right, bottom, answer.join('').trim()] as const;
    }),
  );
  expect(cells).toHaveLength(5);
  return cells;
};

/** What is written in the cells, in order of the alphabet, once it has been seen that all of it can be read. */
const legible = async (page: Page): Promise<readonly string[]> => {
  const texts = await textsIn(page, '.strip-cell, .cautions');
  expect(overlapsOf(texts)).toEqual([]);
  expect(outsideIn(texts)).toEqual([]);
  expect(await cutIn(page, '.strip')).toEqual([]);
  return [...new Set(texts.map(({ text }) => text))].sort();
};

describeInBrowser('the five questions', () => {
  let server: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  describe.each(LANGUAGES)('%s', (locale) => {
    let opened: Opened;
    beforeAll(async () => {
      opened = await open(browser, 'about:blank', { locale });
    });
    afterAll(() => opened.close());

    it.each(COURSES)('of %s are answered without click, scroll or hover', async (id) => {
      const { page, faults } = opened;
      await page.setViewportSize(SCREEN);
      await openCourse(page, server.url, id);
      for (const [x, y, right, bottom, answer] of await cellsOf(page)) {
        expect(Math.min(x, y)).toBeGreaterThanOrEqual(0);
        expect(right).toBeLessThanOrEqual(SCREEN.width);
        expect(bottom).toBeLessThanOrEqual(SCREEN.height);
        expect(answer).not.toBe('');
      }
      const texts = await legible(page);
      expect(texts.length).toBeGreaterThan(30);

      // 200 % zoom is the same page in half of the pixels.
      await page.setViewportSize(ZOOMED);
      await reflowed(page);
      for (const cell of await page.locator('.strip-cell').all()) {
        await cell.evaluate((element) => element.scrollIntoView());
        expect(await cell.evaluate((element) => element.getBoundingClientRect().top)).toBeLessThan(
          ZOOMED.height / 2,
        );
      }
      expect(await legible(page)).toEqual(texts);
      expect(faults).toEqual([]);
    });
  });
});
