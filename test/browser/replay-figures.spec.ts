import type { Browser } from 'playwright-core';
import type { TestApp } from '../support/app';
import { longCourse, recordOverHttp } from '../support/long-course';
import { COURSES, describeInBrowser, launch, open, startWithCourses, type Opened } from './support/browser';
import { answersOf, faultOf, figuresOn, wordsIn } from './support/figures';
import { lookAt, openCourse } from './support/replay';

const LONG = 'long500';

describeInBrowser('the figures of the strip', () => {
  let server: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
    await recordOverHttp(server.url, LONG, longCourse(500));
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  describe.each([
    ['en', 'en-GB', [...COURSES, LONG]],
    ['de', 'de-DE', [...COURSES.slice(0, 1), LONG]],
    ['zh-CN', 'zh-CN', [...COURSES.slice(0, 1), LONG]],
  ] as const)('%s', (language, locale, ids) => {
    const words = wordsIn(language);
    let opened: Opened;
    beforeAll(async () => {
      opened = await open(browser, 'about:blank', { locale });
    });
    afterAll(() => opened.close());

    it.each(ids)('of %s are those of the single calls, and are written out', async (id) => {
      const { page } = opened;
      await openCourse(page, server.url, id);
      const last = await page.locator('[data-figure="on"]').getAttribute('data-value');
      for (const on of [last ?? '', '2016-06-30', '2022-06-30']) {
        await lookAt(page, on);
        const figures = await figuresOn(page);
        expect(figures.length).toBeGreaterThan(15);
        const answers = await answersOf(server.url, id, on);
        expect(figures.flatMap((figure) => faultOf(figure, answers, { language, words }))).toEqual([]);
      }
    });
  });
});
