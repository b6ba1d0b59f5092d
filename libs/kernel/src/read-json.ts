import type { Issue } from './issue';
import type { JsonObject, JsonValue } from './json';

/** Levels of lists and objects that a text may have: whatever reads it later walks it level by level. */
export const DEEPEST = 32;

/** A text as the one value that it means, or why it has none; `isJson` parts a bad value from a text of another form. */
export type ReadJson =
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly isJson: boolean; readonly issues: readonly [Issue] };

type Steps = readonly (string | number)[];

/** What is wrong with a value, and where; the steps are told from the inside out while the walk returns. */
interface Fault {
  readonly steps: (string | number)[];
  readonly message: string;
  readonly mend: string;
}

const pointerOf = (steps: Steps): string =>
  steps.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const fault = (message: string, mend: string): Fault => ({ steps: [], message, mend });

const tooDeep = (deepest: number): Fault =>
  fault(`nested deeper than ${deepest} levels`, `Send at most ${deepest} levels of lists and objects.`);

const inexact = (): Fault =>
  fault(
    'a number that cannot be kept exactly',
    `Send a number from -${Number.MAX_SAFE_INTEGER} to ${Number.MAX_SAFE_INTEGER}, or a text.`,
  );

const BARRED = '__proto__';

/** Walks a value once: counts the names in it, and ends at the first that no reader should meet. */
class Walk {
  names = 0;

  constructor(private readonly deepest: number) {}

  fault(value: JsonValue, depth = 1): Fault | null {
    if (typeof value === 'number') return Math.abs(value) > Number.MAX_SAFE_INTEGER ? inexact() : null;
    if (value === null || typeof value !== 'object') return null;
    if (depth > this.deepest) return tooDeep(this.deepest);
    return Array.isArray(value)
      ? this.inList(value as readonly JsonValue[], depth)
      : this.inObject(value as JsonObject, depth);
  }

  private inList(items: readonly JsonValue[], depth: number): Fault | null {
    for (let index = 0; index < items.length; index += 1) {
      const found = this.fault(items[index] as JsonValue, depth + 1);
      if (found) return under(index, found);
    }
    return null;
  }

  private inObject(object: JsonObject, depth: number): Fault | null {
    for (const name of Object.keys(object)) {
      this.names += 1;
      const found =
        name === BARRED
          ? fault('a name that no field can have', 'Leave it out.')
          : this.fault(object[name] as JsonValue, depth + 1);
      if (found) return under(name, found);
    }
    return null;
  }
}

const under = (step: string | number, found: Fault): Fault => {
  found.steps.unshift(step);
  return found;
};

const isEscaped = (text: string, quote: number): boolean => {
  let slashes = 0;
  while (text[quote - 1 - slashes] === '\\') slashes += 1;
  return slashes % 2 === 1;
};

/** Where the text in quotes ends that begins at a quote. */
const endOfText = (text: string, start: number): number => {
  let end = text.indexOf('"', start + 1);
  while (isEscaped(text, end)) end = text.indexOf('"', end + 1);
  return end;
};

const AFTER_NAME = /[ \t\n\r]*:/y;

/** Does the text in quotes that ends there name a member? */
const isName = (text: string, end: number): boolean => {
  if (text[end + 1] === ':') return true;
  AFTER_NAME.lastIndex = end + 1;
  return AFTER_NAME.test(text);
};

const namesIn = (text: string): number => {
  let names = 0;
  for (let start = text.indexOf('"'); start >= 0;) {
    const end = endOfText(text, start);
    if (isName(text, end)) names += 1;
    start = text.indexOf('"', end + 1);
  }
  return names;
};

/** A list or an object that is not closed yet: where in it the scan stands, and the names that it has so far. */
interface Open {
  step: string | number;
  readonly names: Set<string>;
}

const follow = (open: Open[], sign: string | undefined): void => {
  const around = open.at(-1);
  if (sign === '{') open.push({ step: '', names: new Set() });
  else if (sign === '[') open.push({ step: 0, names: new Set() });
  else if (sign === '}' || sign === ']') open.pop();
  else if (sign === ',' && typeof around?.step === 'number') around.step += 1;
};

const isRepeated = (object: Open, name: string): boolean => {
  const isThere = object.names.has(name);
  object.names.add(name);
  object.step = name;
  return isThere;
};

/** The steps to the first name that an object has twice. Only for a text that was parsed. */
const repeatedName = (text: string): Steps => {
  const open: Open[] = [];
  for (let at = 0; at < text.length; at += 1) {
    follow(open, text[at]);
    if (text[at] !== '"') continue;
    const end = endOfText(text, at);
    const name = isName(text, end) ? (JSON.parse(text.slice(at, end + 1)) as string) : null;
    if (name !== null && isRepeated(open.at(-1) as Open, name)) return open.map(({ step }) => step);
    at = end;
  }
  return [];
};

const refused = ({ steps, message, mend }: Omit<Fault, 'steps'> & { readonly steps: Steps }): ReadJson => ({
  ok: false,
  isJson: true,
  issues: [{ path: pointerOf(steps), message, mend }],
});

/** Never the parser's own sentence, which quotes what was sent. */
const placeIn = (problem: unknown): string => {
  const at = /position (\d+)/.exec(problem instanceof Error ? problem.message : '')?.[1];
  return at === undefined ? '' : ` at character ${Number(at) + 1}`;
};

const notJson = (problem: unknown): ReadJson => {
  const issue = { path: '', message: `not JSON${placeIn(problem)}`, mend: 'Send JSON, as RFC 8259 has it.' };
  return { ok: false, isJson: false, issues: [issue] };
};

/**
 * Reads JSON that comes from outside, as every way in reads it. Nothing is read otherwise than it stands
 * there: no name twice, no number that would be rounded to another or to infinity; and nothing is deeper
 * than what later reads can walk.
 *
 * @param deepest for a text that will stand inside another one.
 */
export const readJson = (text: string, deepest = DEEPEST): ReadJson => {
  let value: JsonValue;
  try {
    value = JSON.parse(text) as JsonValue;
  } catch (problem) {
    return notJson(problem);
  }
  const walk = new Walk(deepest);
  const found = walk.fault(value);
  if (found) return refused(found);
  // As many names as the value has: only then none was there twice, and nothing has been dropped.
  if (walk.names === namesIn(text)) return { ok: true, value };
  const steps = repeatedName(text);
  return refused({
    steps,
    message: 'a name that is there twice',
    mend: 'Send every name of an object once.',
  });
};
