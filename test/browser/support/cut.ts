import type { Page } from 'playwright-core';

/**
 * What hides a part of its text under some roots: boxes that clip or end in an ellipsis, boxes that scroll
 * sideways though they are no named region for that, and closed lists narrower than what is chosen in them.
 */
export const hiddenIn = (page: Page, roots: string): Promise<readonly string[]> =>
  page.evaluate((selector) => {
    const wants = (select: HTMLSelectElement): number => {
      const alone = select.cloneNode(false) as HTMLSelectElement;
      alone.append(new Option(select.selectedOptions[0]?.text ?? ''));
      alone.style.cssText = 'position:absolute;visibility:hidden;inline-size:auto;max-inline-size:none';
      select.after(alone);
      const width = alone.getBoundingClientRect().width;
      alone.remove();
      return width;
    };
    const hides = (element: Element): boolean => {
      if (element instanceof HTMLSelectElement)
        return wants(element) > element.getBoundingClientRect().width + 1;
      const { overflowX, overflowY } = getComputedStyle(element);
      const wide = element.scrollWidth > element.clientWidth + 1;
      const high = element.scrollHeight > element.clientHeight + 1;
      const scrolls = (overflow: string): boolean => overflow === 'auto' || overflow === 'scroll';
      if (wide && overflowX !== 'visible') return !(scrolls(overflowX) && element.role === 'region');
      return high && overflowY !== 'visible' && !scrolls(overflowY);
    };
    return [...document.querySelectorAll(selector)]
      .flatMap((root) => [root, ...root.querySelectorAll('*')])
      .filter(
        (element) =>
          element.checkVisibility() &&
          element.closest('.visually-hidden, svg, pre, textarea, option') === null &&
          !(element instanceof HTMLInputElement) &&
          hides(element),
      )
      .map((element) => {
        const { tagName, className } = element;
        const text =
          element instanceof HTMLSelectElement ? element.selectedOptions[0]?.text : element.textContent;
        return `${tagName}.${className}: ${(text ?? '').slice(0, 80)}`;
      });
  }, roots);

/** How much wider than the screen the page is; never more than nothing. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
