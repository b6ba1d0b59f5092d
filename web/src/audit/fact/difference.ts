import type { JsonValue } from '@leptotrace/kernel';

/** One place at which two versions of a fact differ. */
export interface Difference {
  readonly path: string;
  readonly before?: JsonValue;
  readonly after?: JsonValue;
}

type JsonRecord = Readonly<Record<string, JsonValue>>;
type Members = ReadonlyMap<string, JsonValue>;

/** Fields that name a member of a list: a lesion keeps its place although others were added before it. */
const NAMES = ['lesionId', 'domain', 'item', 'gene', 'analyte'];

const nameOf = (value: JsonValue, at: number): string => {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const members = value as JsonRecord;
    const name = NAMES.map((each) => members[each]).find((each) => typeof each === 'string');
    if (typeof name === 'string') return name;
  }
  return String(at + 1);
};

const listMembers = (list: readonly JsonValue[]): Members => {
  const members = new Map<string, JsonValue>();
  list.forEach((value, at) => {
    const name = nameOf(value, at);
    members.set(members.has(name) ? `${name} #${at + 1}` : name, value);
  });
  return members;
};

const membersOf = (value: JsonValue | undefined): Members | null => {
  if (Array.isArray(value)) return listMembers(value as readonly JsonValue[]);
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value as JsonRecord)) : null;
};

const leaf = (path: string, before: JsonValue | undefined, after: JsonValue | undefined): Difference => ({
  path,
  ...(before === undefined ? {} : { before }),
  ...(after === undefined ? {} : { after }),
});

/** Where two values differ, down to their leaves; what one of them lacks is told as a whole. */
export const differencesOf = (
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  path = '',
): readonly Difference[] => {
  const [was, is] = [membersOf(before), membersOf(after)];
  if (!was || !is || Array.isArray(before) !== Array.isArray(after))
    return JSON.stringify(before) === JSON.stringify(after) ? [] : [leaf(path, before, after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names.flatMap((name) =>
    differencesOf(was.get(name), is.get(name), path === '' ? name : `${path} › ${name}`),
  );
};
