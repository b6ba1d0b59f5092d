import type { Browser, Page } from 'playwright-core';
import type { TimelineAnswer } from '../../src/timelines/timeline.answer';
import type { TestApp } from '../support/app';
import { getJson } from './support/api';
import { describeInBrowser, launch, open, startWithCourses, type Opened } from './support/browser';
import { drawn, openCourse } from './support/replay';

const ID = 'cantemist-cc_onco1045';

/** Names of what the URL may hold, and that its values are ids and days. */
const KNOWN = /^(on|asOf|then|a|b|ruleset|origin|mode|view|sel|win|open|order|gaps|anchor|vaf)$/;
const PLAIN = /^[\w.:@/-]*$/;

const stateOf = (page: Page): readonly (readonly [string, string])[] =>
  [...new URL(page.url()).searchParams].sort();

/** What can be seen of the state: pressed buttons, chosen options, handles, strip and lanes. */
const pictureOf = (page: Page) =>
  page.evaluate(() => ({
    pressed: [...document.querySelectorAll('[aria-pressed="true"], [aria-expanded="true"]')].map(
      (each) => each.textContent,
    ),
    chosen: [...document.querySelectorAll<HTMLSelectElement>('.replay select')].map(({ value }) => value),
    handles: [...document.querySelectorAll('[data-handle]')].map((each) =>
      each.getAttribute('aria-valuenow'),
    ),
    shown: document.querySelector('.cc')?.getAttribute('data-window'),
    lanes: [...document.querySelectorAll('[data-lane]')].map((each) => each.getAttribute('data-lane')),
    selected: [...document.querySelectorAll('[aria-selected="true"]')].map((each) =>
      each.getAttribute('data-fact-id'),
    ),
    strip: document.querySelector('.strip')?.textContent,
  }));

const settled = async (page: Page): Promise<void> => {
  await drawn(page);
  await page.locator('.compare tbody tr').first().waitFor();
  await page.locator('.cc-axis-tick, .cc-table').first().waitFor({ state: 'attached' });
};

describeInBrowser('a link to a look', () => {
  let server: TestApp;
  let browser: Browser;
  let opened: Opened;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
    opened = await open(browser, 'about:blank');
    await openCourse(opened.page, server.url, ID);
  });
  afterAll(async () => {
    await opened.close();
    await browser.close();
    await server.close();
  });

  const choose = (page: Page, label: string, value: string) =>
    page.getByRole('combobox', { name: label, exact: true }).selectOption(value);
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  const CONTROLS: readonly (readonly [string, (page: Page) => Promise<unknown>])[] = [
    ['on', (page) => press(page, 'Previous event')],
    ['mode', (page) => choose(page, 'Censoring', 'EMA')],
    ['origin', (page) => choose(page, 'Clock', 'lm-diagnosis')],
    ['win', (page) => press(page, 'Zoom in')],
    ['gaps', (page) => press(page, 'Skip empty time')],
    ['anchor', (page) => choose(page, 'Time', 'lm')],
    ['open', (page) => page.locator('[data-lane="csf"] .cc-toggle').click()],
    ['order', (page) => press(page, 'Move CSF up')],
    ['sel', (page) => page.locator('[data-lane="csf"] .cc-item').last().click()],
    ['open', (page) => page.locator('[data-lane="ctdna-csf"] .cc-toggle').click()],
    ['vaf', (page) => choose(page, 'VAF axis', 'linear')],
    ['a', (page) => press(page, 'Compare A|B')],
    ['view', (page) => press(page, 'Table')],
    ['then', (page) => press(page, 'Known then')],
  ];

  it('holds every control, by ids and days alone', async () => {
    const { page, faults } = opened;
    for (const [name, act] of CONTROLS) {
      const before = new URL(page.url()).searchParams.get(name);
      await act(page);
      await page.waitForFunction(([key, old]) => new URL(location.href).searchParams.get(key ?? '') !== old, [
        name,
        before,
      ] as const);
    }
    for (const [name, value] of stateOf(page)) {
      expect(name).toMatch(KNOWN);
      expect(value).toMatch(PLAIN);
    }
    expect(stateOf(page).map(([name]) => name)).toEqual(
      expect.arrayContaining(CONTROLS.map(([name]) => name)),
    );
    expect(faults).toEqual([]);
  });

  it('shows the same state when it is opened again', async () => {
    const { page, faults } = opened;
    for (const without of ['then', 'view']) {
      const url = new URL(page.url());
      url.searchParams.delete(without);
      await page.goto(url.href);
      await settled(page);
      const [state, picture] = [stateOf(page), await pictureOf(page)];
      await page.reload();
      await settled(page);
      expect(stateOf(page)).toEqual(state);
      expect(await pictureOf(page)).toEqual(picture);
    }
    expect(faults).toEqual([]);
  });

  /** What an act writes to the history, and where the address then stands. */
  const written = async (page: Page, act: () => Promise<void>, name: string) => {
    const before = new URL(page.url()).searchParams.get(name);
    await page.evaluate(() => {
      const counted = { pushed: 0, replaced: 0 };
      Object.assign(window, { counted });
      const push = history.pushState.bind(history);
      const replace = history.replaceState.bind(history);
      history.pushState = (...args) => {
        counted.pushed += 1;
        push(...args);
      };
      history.replaceState = (...args) => {
        counted.replaced += 1;
        replace(...args);
      };
    });
    await act();
    await page.waitForFunction(([key, old]) => new URL(location.href).searchParams.get(key ?? '') !== old, [
      name,
      before,
    ] as const);
    return page.evaluate(
      () => (window as unknown as { counted: { pushed: number; replaced: number } }).counted,
    );
  };

  it('holds one step of a key that was held, and Back leaves all of it', async () => {
    const { page, faults } = opened;
    await openCourse(page, server.url, ID);
    const handle = page.locator('[data-handle="on"]');
    const day = () => handle.getAttribute('aria-valuenow').then(Number);
    await handle.focus();
    const first = await day();
    const count = await written(
      page,
      async () => {
        for (let presses = 0; presses < 30; presses += 1) await page.keyboard.down('ArrowLeft');
        expect(new URL(page.url()).searchParams.get('on')).toBeNull();
        await page.keyboard.up('ArrowLeft');
      },
      'on',
    );
    expect(count).toEqual({ pushed: 1, replaced: 0 });
    expect(await day()).toBe(first - 30);
    await page.goBack();
    await page.waitForFunction(
      (at) => document.querySelector('[data-handle]')?.getAttribute('aria-valuenow') === String(at),
      first,
    );
    expect(faults).toEqual([]);
  });

  it('follows a window when it stands still, not at every turn of the wheel', async () => {
    const { page, faults } = opened;
    await openCourse(page, server.url, ID);
    const shown = () => page.locator('.cc').getAttribute('data-window');
    const whole = await shown();
    const TURNS = 12;
    const turnWheel = () =>
      page
        .locator('.cc-axis .cc-plot-cell')
        .first()
        .evaluate(async (axis, turns) => {
          for (let turn = 0; turn < turns; turn += 1) {
            axis.dispatchEvent(new WheelEvent('wheel', { deltaY: -100, bubbles: true, cancelable: true }));
            await new Promise(requestAnimationFrame);
          }
        }, TURNS);
    const { pushed, replaced } = await written(page, turnWheel, 'win');
    expect(pushed).toBe(0);
    expect(replaced).toBeLessThan(TURNS / 2);
    const zoomed = await shown();
    expect(zoomed).not.toBe(whole);
    await page.reload();
    await drawn(page);
    expect(await shown()).toBe(zoomed);
    expect(faults).toEqual([]);
  });

  it('that is refused says why, and takes nothing off the screen', async () => {
    const { page, faults, close } = await open(browser, 'about:blank');
    const { facts } = await getJson<TimelineAnswer>(server.url, `/v1/patients/${ID}/timeline`);
    const start = facts.find(({ fact }) => fact.kind === 'TherapyStarted');
    await openCourse(page, server.url, ID, `origin=fact:${start?.factId}`);
    const figures = () => page.locator('.strip').innerText();
    const before = await figures();
    await press(page, 'Known then');
    await page.getByRole('alert').locator('li', { hasText: 'no such fact' }).waitFor();
    expect(await figures()).toBe(before);
    // What is shown is the answer before: nothing is said of the knowledge that was asked for.
    expect(await page.locator('.knowledge').count()).toBe(0);
    await press(page, 'Known then');
    await page.getByRole('alert').waitFor({ state: 'detached' });
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    await close();
  });

  it('prints strip, chart and foot, and no control', async () => {
    const { page } = opened;
    await openCourse(page, server.url, ID);
    await page.emulateMedia({ media: 'print' });
    for (const selector of ['.strip', '.cc-body', '.replay-foot'])
      expect(await page.locator(selector).isVisible()).toBe(true);
    const foot = await page.locator('.replay-foot').innerText();
    expect(foot).toMatch(/Known: r\d+, .*UTC/);
    expect(foot).toMatch(/Ruleset \S+@\d/);
    expect(foot).toMatch(/[0-9a-f]{12}/);
    const left = await page
      .locator('.replay button, .replay select, .replay input, .app-choices select')
      .evaluateAll((controls) =>
        controls
          .filter(
            (control) => control.checkVisibility() && !control.matches('.cc-toggle, .cc-break, .chip, .link'),
          )
          .map((control) => control.outerHTML),
      );
    expect(left).toEqual([]);
    await page.emulateMedia({ media: null });
  });
});
