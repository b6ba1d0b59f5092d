import type { Browser, Page } from 'playwright-core';
import type { TestApp } from '../support/app';
import { longCourse, recordOverHttp } from '../support/long-course';
import {
  COURSES,
  describeInBrowser,
  launch,
  open,
  SCREEN,
  startWithCourses,
  type Opened,
} from './support/browser';
import { lookAt, openCourse, reflowed, standsOn, ZOOMED } from './support/replay';
import { cutIn, outsideIn, overlapsOf, textsIn } from './support/texts';

/** The as-of line, how far what has a length goes, and where the last glyph stands, in pixels of the screen. */
const drawnUpTo = (page: Page) =>
  page.evaluate(() => {
    const boxes = (selector: string) =>
      [...document.querySelectorAll(`.cc-plot .cc-item :is(${selector})`)].map((element) =>
        element.getBoundingClientRect(),
      );
    const lengths = boxes('.cc-span, .cc-vague, .cc-run, .cc-held, .cc-arrow, .cc-stands, .cc-clock-line');
    const glyphs = boxes('.cc-shape, .cc-assay');
    const line = document.querySelector('.cc-line-of.on')?.getBoundingClientRect();
    return {
      line: line?.left ?? NaN,
      items: glyphs.length,
      lengths: Math.max(...lengths.map(({ right }) => right)),
      glyphs: Math.max(...glyphs.map(({ left, width }) => left + width / 2)),
    };
  });

const namesItsGlyphs = async (page: Page): Promise<void> => {
  const names = await page
    .locator('.cc-item')
    .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label') ?? ''));
  expect(names.length).toBeGreaterThan(10);
  expect(names.filter((name) => name.trim() === '')).toEqual([]);
};

/** What a source states and what is derived never share a glyph. */
const partsStatedFromDerived = async (page: Page): Promise<void> => {
  const count = (selector: string) => page.locator(selector).count();
  expect(await count('.cc-item:has(.cc-band)')).toBeGreaterThan(0);
  expect(await count('.cc-item:has(.cc-glyph.stated)')).toBeGreaterThan(0);
  expect(await count('.cc-item:has(.cc-band):has(.cc-glyph)')).toBe(0);
  expect(await count('[data-lane="stated"] .cc-band')).toBe(0);
};

describeInBrowser('the chart of a course', () => {
  let server: TestApp;
  let browser: Browser;
  let opened: Opened;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
    opened = await open(browser, 'about:blank');
  });
  afterAll(async () => {
    await opened.close();
    await browser.close();
    await server.close();
  });

  it.each(COURSES)(
    'of %s names every glyph, parts stated from derived, and has no text on another or cut, at 200 %% zoom too',
    async (id) => {
      const { page, faults } = opened;
      await page.setViewportSize(SCREEN);
      await openCourse(page, server.url, id);
      await namesItsGlyphs(page);
      await partsStatedFromDerived(page);
      for (const viewport of [SCREEN, ZOOMED]) {
        await page.setViewportSize(viewport);
        await reflowed(page);
        const texts = await textsIn(page, '.cc-axis, .cc-lane, .cc-toolbar, .cc-legend, .cc-absent');
        expect(texts.length).toBeGreaterThan(40);
        expect(overlapsOf(texts)).toEqual([]);
        expect(outsideIn(texts)).toEqual([]);
        expect(await cutIn(page, '.cc')).toEqual([]);
      }
      expect(faults).toEqual([]);
    },
  );

  it('draws nothing to the right of the day that is looked at', async () => {
    const { page } = opened;
    await openCourse(page, server.url, 'cantemist-cc_onco1045');
    const before = await drawnUpTo(page);
    await lookAt(page, '2016-02-15');
    const { line, lengths, glyphs, items } = await drawnUpTo(page);
    expect(items).toBeGreaterThan(5);
    expect(items).toBeLessThan(before.items);
    expect(lengths).toBeLessThanOrEqual(line + 2);
    // A glyph stands with its middle on its day.
    expect(glyphs).toBeLessThanOrEqual(line + 1);
  });

  it('draws a partial date over all the days that it may mean', async () => {
    const { page } = opened;
    await openCourse(page, server.url, 'cantemist-cc_onco1045', 'gaps=all');
    const width = (id: string) =>
      page
        .locator(`.cc-item[data-fact-id~="${id}"] .cc-span`)
        .first()
        .evaluate((element) => element.getBoundingClientRect().width);
    const days = await page.locator('.cc').getAttribute('data-window');
    const [from, to] = (days ?? '').split('/').map(Number);
    const plot = await page
      .locator('.cc-plot')
      .first()
      .evaluate((element) => element.getBoundingClientRect().width);
    const perDay = plot / ((to ?? 0) - (from ?? 0) + 1);
    // f33: the death of March 2017.
    expect(await width('f33')).toBeCloseTo(31 * perDay, 0);
  });

  it('says in the table of each lane what stands alone in its drawing', async () => {
    const { page, faults } = opened;
    const id = 'cantemist-cc_onco1045';
    const lastDay = '2017-03-31';
    await openCourse(page, server.url, id, `on=${lastDay}&open=cns.non-cns.combined`);
    await standsOn(page, lastDay);
    const drawnIn = await page.locator('.cc-lane').evaluateAll((lanes) =>
      lanes.map((lane) => ({
        lane: lane.getAttribute('data-lane') ?? '',
        // Bands and clocks: marks may stand in one glyph with others.
        names: [...lane.querySelectorAll('[data-item^="r:"], [data-item^="c:"]')].map(
          (item) => item.getAttribute('aria-label') ?? '',
        ),
        items: lane.querySelectorAll('.cc-item').length,
      })),
    );
    expect(drawnIn.flatMap(({ names }) => names).length).toBeGreaterThan(4);
    expect(drawnIn.find(({ lane }) => lane === 'combined')?.names.length).toBeGreaterThan(0);
    await openCourse(page, server.url, id, `on=${lastDay}&view=table`);
    await standsOn(page, lastDay);
    for (const { lane, names, items } of drawnIn) {
      const rowsOf = page.locator(`.cc-table[data-lane="${lane}"] tbody tr`);
      if (items > 0) await rowsOf.first().waitFor();
      const said = await rowsOf.evaluateAll((rows) =>
        rows.map((row) => {
          const [when, what, notes] = [...row.children].map((cell) => cell.textContent ?? '');
          return [`${when}: ${what}`, ...(notes === '' ? [] : [notes])].join('; ');
        }),
      );
      // A name begins with the letters of its glyph.
      expect(names.filter((name) => !said.some((line) => name.endsWith(line)))).toEqual([]);
      expect(said.length > 0).toBe(items > 0);
    }
    expect(faults).toEqual([]);
  });

  describe.each([0, 1, 2, 2_000])('of %d facts', (facts) => {
    it('opens in a state that was thought of', async () => {
      const { page, faults } = opened;
      const id = `facts${facts}`;
      await recordOverHttp(server.url, id, longCourse(facts));
      await page.goto(`${server.url}/patients/${id}`);
      if (facts === 0) {
        await page.getByText(`Nothing is recorded of ${id} yet`).waitFor();
        expect(await page.getByRole('link', { name: 'Entry' }).count()).toBe(1);
      } else {
        await page.locator('.cc-item').first().waitFor();
        expect(await page.locator('.strip-cell').count()).toBe(5);
        const items = await page.locator('.cc-item').count();
        expect(items).toBeGreaterThanOrEqual(Math.min(facts, 50));
        // What stands on one place is one glyph that says how many it holds.
        expect(items).toBeLessThan(2_000);
        if (facts > 10) expect(await page.locator('.cc-count').count()).toBeGreaterThan(0);
      }
      await reflowed(page);
      expect(faults).toEqual([]);
    });
  });
});
