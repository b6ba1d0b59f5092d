/**
 * Which value of the replay answer a figure on the screen shows. Every figure carries its path in
 * `data-figure` and the raw value in `data-value` (text as it is, anything else as JSON), so that a test
 * can walk a screen and compare it with `/replay`, `/status`, `/endpoints`, `/resistance`, `/timeline`.
 *
 * A path is names joined by dots, as `status.lm.since`. An element of a list is picked in brackets: by
 * what names it, as `endpoints.endpoints[CNSPFS].aval`, where several words joined by `|` must all fit
 * (`endpoints.responses[STATED|cns].cbor.value`), or else by its place, as `by[0]`.
 */
export interface Figure {
  readonly path: string;
  readonly value: unknown;
}

/** What elements of the answer's lists are named by. */
const NAMES = [
  'paramcd',
  'criterion',
  'compartment',
  'factId',
  'decisionId',
  'timePointId',
  'startId',
  'lineId',
  'key',
  'where',
  'specimen',
  'site',
  'gene',
  'label',
  'code',
  'flag',
  'device',
] as const;

const STEP = /\[([^\]]*)\]|([^.[\]]+)/g;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isNamed = (element: unknown, words: readonly string[]): boolean =>
  isRecord(element) && words.every((word) => NAMES.some((name) => element[name] === word));

const pick = (list: unknown, selector: string): unknown => {
  if (!Array.isArray(list)) return undefined;
  const elements: readonly unknown[] = list;
  const words = selector.split('|');
  const named = elements.find((element) => isNamed(element, words));
  return named ?? (/^\d+$/.test(selector) ? elements[Number(selector)] : undefined);
};

/** The value at a path; `undefined` when the answer has none there. */
export const valueAt = (answer: unknown, path: string): unknown =>
  [...path.matchAll(STEP)].reduce<unknown>((found, [, selector, name]) => {
    if (selector !== undefined) return pick(found, selector);
    return isRecord(found) && name !== undefined ? found[name] : undefined;
  }, answer);

/** A figure is read from the answer by its own path: the two cannot part. */
export const figureAt = (answer: unknown, path: string): Figure => ({ path, value: valueAt(answer, path) });

/** What `data-value` holds. */
export const rawText = (value: unknown): string =>
  typeof value === 'string' ? value : (JSON.stringify(value) ?? '');
