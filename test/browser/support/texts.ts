import type { Page } from 'playwright-core';

/** A text as it stands on the screen: one line of one text node, in CSS pixels of the page. */
export interface SeenText {
  readonly text: string;
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
  /** How far it reaches out of the root that it was looked for in. */
  readonly beyond: number;
  /** What holds it, for the message of a failed test. */
  readonly where: string;
}

/**
 * Every line of text that is drawn under some roots. The height of a line is its letters', not the larger
 * box that a font reserves: two lines may share that without touching.
 */
export const textsIn = (page: Page, roots: string): Promise<readonly SeenText[]> =>
  page.evaluate((selector) => {
    const isSeen = (element: Element): boolean =>
      element.checkVisibility({ opacityProperty: true, visibilityProperty: true }) &&
      element.closest('.visually-hidden, title, option') === null;
    const nameOf = (element: Element): string =>
      `${element.tagName.toLowerCase()}.${element.getAttribute('class') ?? ''}`;
    const linesOf = (node: Text, root: DOMRect): readonly SeenText[] => {
      const holder = node.parentElement;
      const text = node.data.trim();
      if (!holder || text === '' || !isSeen(holder)) return [];
      const range = document.createRange();
      range.selectNodeContents(node);
      const size = Number.parseFloat(getComputedStyle(holder).fontSize);
      return [...range.getClientRects()]
        .filter(({ width, height }) => width > 0.5 && height > 0.5)
        .map(({ left, right, top, bottom }) => {
          const [middle, half] = [(top + bottom) / 2, Math.min(size, bottom - top) / 2];
          return {
            text,
            left: left + scrollX,
            right: right + scrollX,
            top: middle - half + scrollY,
            bottom: middle + half + scrollY,
            beyond: Math.max(
              root.left - left,
              right - root.right,
              root.top - (middle - half),
              middle + half - root.bottom,
            ),
            where: nameOf(holder),
          };
        });
    };
    return [...document.querySelectorAll(selector)].flatMap((root) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const box = root.getBoundingClientRect();
      const found: SeenText[] = [];
      while (walker.nextNode()) found.push(...linesOf(walker.currentNode as Text, box));
      return found;
    });
  }, roots);

const TOLERANCE_PX = 1;

const overlap = (a: SeenText, b: SeenText): boolean =>
  Math.min(a.right, b.right) - Math.max(a.left, b.left) > TOLERANCE_PX &&
  Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > TOLERANCE_PX;

const said = ({ text, where, left, top }: SeenText): string =>
  `“${text}” (${where} at ${Math.round(left)}, ${Math.round(top)})`;

/** Pairs of texts of which one stands on the other. */
export const overlapsOf = (texts: readonly SeenText[]): readonly string[] =>
  texts.flatMap((a, at) =>
    texts
      .slice(at + 1)
      .filter((b) => overlap(a, b))
      .map((b) => `${said(a)} and ${said(b)}`),
  );

/** Elements under some roots that hide a part of what they hold, or end it in an ellipsis. */
export const cutIn = (page: Page, roots: string): Promise<readonly string[]> =>
  page.evaluate((selector) => {
    const isCut = (element: Element): boolean => {
      const { overflowX, overflowY, textOverflow } = getComputedStyle(element);
      const [wide, high] = [
        element.scrollWidth - element.clientWidth,
        element.scrollHeight - element.clientHeight,
      ];
      if (textOverflow === 'ellipsis' && wide > 0) return true;
      return (overflowX !== 'visible' && wide > 1) || (overflowY !== 'visible' && high > 1);
    };
    return [...document.querySelectorAll(selector)]
      .flatMap((root) => [root, ...root.querySelectorAll('*')])
      .filter(
        (element) =>
          element.checkVisibility() && element.closest('.visually-hidden, svg') === null && isCut(element),
      )
      .map((element) => `${element.tagName}.${element.className}: ${element.textContent ?? ''}`);
  }, roots);

/** Texts that reach beyond the box of the root that holds them. */
export const outsideIn = (texts: readonly SeenText[]): readonly string[] =>
  texts.filter(({ beyond }) => beyond > TOLERANCE_PX).map(said);
