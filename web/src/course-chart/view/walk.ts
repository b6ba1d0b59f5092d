const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at, count) => Math.min(count - 1, at + 1),
  ArrowLeft: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_at, count) => count - 1,
};

const dayOf = (element: Element): number => Number(element.getAttribute('data-at'));

/** Moves focus among the events of a lane in the order of their days; false for a key that does not. */
export const step = (lane: Element, key: string): boolean => {
  const move = STEPS[key];
  if (!move) return false;
  const items = [...lane.querySelectorAll<SVGElement>('[data-item]')].sort((a, b) => dayOf(a) - dayOf(b));
  const at = items.findIndex((item) => item === lane.ownerDocument.activeElement);
  items[move(at, items.length)]?.focus();
  return true;
};
