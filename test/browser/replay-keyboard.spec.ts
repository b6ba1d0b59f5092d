import type { Browser, Page } from 'playwright-core';
import type { TestApp } from '../support/app';
import { describeInBrowser, launch, open, startWithCourses } from './support/browser';
import { drawn, openCourse } from './support/replay';

const ID = 'cantemist-cc_onco729';
const MOST_TABS = 120;

/** What has the focus, and whether that can be seen. */
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement;
    if (!element || element === document.body) return { what: '', name: '', seen: true };
    const shown = [element, ...element.querySelectorAll('*')].some((each) => {
      const { outlineStyle, stroke } = getComputedStyle(each);
      const focus = getComputedStyle(document.documentElement).getPropertyValue('--focus').trim();
      const probe = document.createElement('i');
      probe.style.color = focus;
      document.body.append(probe);
      const colour = getComputedStyle(probe).color;
      probe.remove();
      return outlineStyle !== 'none' || stroke === colour;
    });
    return {
      what: element.getAttribute('data-handle') ?? element.getAttribute('data-item') ?? element.tagName,
      name: element.getAttribute('aria-label') ?? element.textContent ?? '',
      seen: shown,
    };
  });

/** Tabs on until something has the focus; every stop on the way shows that it has it. */
const tabTo = async (page: Page, selector: string): Promise<void> => {
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    await page.keyboard.press('Tab');
    const { seen, what, name } = await focused(page);
    if (!seen) throw new Error(`the focus on ${what} “${name}” cannot be seen`);
    if (await page.evaluate((wanted) => document.activeElement?.matches(wanted) ?? false, selector)) return;
  }
  throw new Error(`${selector} is not reached`);
};

const valueOf = (page: Page, name: string): string | null => new URL(page.url()).searchParams.get(name);

describeInBrowser('the replay by keyboard alone', () => {
  let server: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('leads from the list of patients to the source of a mark', async () => {
    const { page, faults, close } = await open(browser, server.url);
    await page.getByRole('link', { name: ID }).waitFor();
    await tabTo(page, `a[href="/patients/${ID}"]`);
    await page.keyboard.press('Enter');
    await drawn(page);

    await tabTo(page, '[data-handle="on"]');
    const day = () => page.locator('[data-handle="on"]').getAttribute('aria-valuenow').then(Number);
    const first = await day();
    await page.keyboard.press('ArrowLeft');
    await page.waitForURL(/on=/);
    expect(await day()).toBe(first - 1);
    await page.keyboard.press('PageDown');
    expect(await day()).toBe(first - 29);

    await tabTo(page, '.cc-toggle');
    await page.keyboard.press('[');
    await page.waitForFunction(
      (before) => Number(document.querySelector('[data-handle]')?.getAttribute('aria-valuenow')) < before,
      first - 29,
    );
    const stepped = await day();
    await page.keyboard.press(']');
    await page.waitForFunction(
      (before) => Number(document.querySelector('[data-handle]')?.getAttribute('aria-valuenow')) > before,
      stepped,
    );
    await page.keyboard.press('k');
    await page.waitForURL(/then=1/);
    await page.locator('.knowledge').waitFor();
    await page.keyboard.press('k');
    await page.waitForURL((url) => !url.searchParams.has('then'));
    await page.keyboard.press('c');
    await page.waitForURL(/a=.*b=|b=.*a=/);
    await page.locator('.compare').waitFor();
    await page.keyboard.press('c');
    await page.waitForURL((url) => !url.searchParams.has('a'));

    await tabTo(page, '[data-lane="systemic"] .cc-item');
    await page.keyboard.press('Home');
    const start = await focused(page);
    await page.keyboard.press('ArrowRight');
    const next = await focused(page);
    expect(next.what).not.toBe(start.what);
    expect(next.name.length).toBeGreaterThan(5);
    expect(next.seen).toBe(true);
    await page.keyboard.press('Enter');
    await page.locator('.fact-detail').waitFor();
    expect(valueOf(page, 'sel')).not.toBeNull();
    await tabTo(page, '.fact-detail a[href*="/audit"]');

    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    // The focus comes back with the frame after the dialog is gone.
    await page.locator('.fact-detail a:focus').waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/audit\?.*fact=/);
    expect(faults).toEqual([]);
    await close();
  });

  it('acts once for a key that is held', async () => {
    const { page, faults, close } = await open(browser, 'about:blank');
    await openCourse(page, server.url, ID);
    // On the handle too, which has keys of its own.
    await page.locator('[data-handle="on"]').focus();
    for (let presses = 0; presses < 4; presses += 1) await page.keyboard.down('t');
    await page.keyboard.up('t');
    await page.locator('.cc-table').first().waitFor();
    expect(valueOf(page, 'view')).toBe('table');
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps the borders of glyphs in forced colours', async () => {
    const { page, faults, close } = await open(browser, 'about:blank', { forcedColors: 'active' });
    await openCourse(page, server.url, ID);
    const [ground, borders, letters] = await page.evaluate(() => {
      const probe = document.createElement('i');
      probe.style.color = 'Canvas';
      document.body.append(probe);
      const canvas = getComputedStyle(probe).color;
      probe.remove();
      const styles = (selector: string, name: 'stroke' | 'fill') =>
        [...document.querySelectorAll(selector)].map((element) => getComputedStyle(element)[name]);
      return [canvas, styles('.cc-shape, .cc-letters', 'stroke'), styles('.cc-item text', 'fill')] as const;
    });
    expect(borders.length).toBeGreaterThan(10);
    expect(borders.filter((colour) => colour === ground || colour === 'none')).toEqual([]);
    expect(letters.length).toBeGreaterThan(10);
    const onFilled = await page.locator('.cc-glyph.filled .cc-sign').count();
    expect(letters.filter((colour) => colour === ground)).toHaveLength(onFilled);
    expect(faults).toEqual([]);
    await close();
  });
});
