import type { Page } from 'playwright-core';

const MOST_STOPS = 150;

/** Name of what has the focus, as its label or its own words give it. */
const focusedName = (page: Page): Promise<string> =>
  page.evaluate(() => {
    const element = document.activeElement as HTMLInputElement | null;
    if (!element || element === document.body) return '';
    const labels = [...(element.labels ?? [])].map(({ textContent }) => textContent ?? '');
    const own = element.getAttribute('aria-label') ?? labels[0] ?? element.textContent ?? '';
    return own.replace(/\s*\*?\s*\(required\)\s*$/, '').trim();
  });

/** Goes on by Tab alone until something of that name has the focus. */
export const tabTo = async (page: Page, name: string): Promise<void> => {
  const passed: string[] = [];
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await page.keyboard.press('Tab');
    const here = await focusedName(page);
    if (here === name) return;
    passed.push(here);
  }
  throw new Error(`Tab never came to “${name}”: ${passed.join(' | ')}`);
};

export const typeInto = async (page: Page, name: string, text: string): Promise<void> => {
  await tabTo(page, name);
  await page.keyboard.type(text);
};
