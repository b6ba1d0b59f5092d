import type { Page } from 'playwright-core';

export const LANGUAGES = ['en-GB', 'de-DE', 'zh-CN'] as const;

/** The size of the screen at 200 % zoom, in CSS pixels. */
export const ZOOMED = { width: 683, height: 384 } as const;

/** Waits until a course is drawn and what its page fetches after the first screen has come. */
export const drawn = async (page: Page): Promise<void> => {
  await page.locator('.strip').waitFor();
  await page.locator('.cc-body, .cc-table').first().waitFor();
  await page.locator('.decisions').waitFor({ state: 'attached' });
};

export const openCourse = async (page: Page, url: string, id: string, search = ''): Promise<void> => {
  await page.goto(`${url}/patients/${id}${search === '' ? '' : `?${search}`}`);
  await drawn(page);
};

/** Waits until nothing is wider than the screen: it never is for longer than a frame. */
export const reflowed = async (page: Page): Promise<void> => {
  await page.waitForFunction(
    () => document.documentElement.scrollWidth <= document.documentElement.clientWidth,
    undefined,
    { timeout: 2_000 },
  );
};

/** Types a day into its field and waits until the page stands on it. */
export const lookAt = async (page: Page, day: string): Promise<void> => {
  const field = page.locator('.stepper input');
  await field.fill(day);
  await field.press('Enter');
  await standsOn(page, day);
};

/** Waits until the page shows what is answered for a day: the first picture is of another, until that has come. */
export const standsOn = (page: Page, day: string): Promise<void> =>
  page.locator(`[data-figure="on"][data-value="${day}"]`).waitFor();
