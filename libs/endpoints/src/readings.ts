import { type Derivation, type Flag } from '@leptotrace/rules';
import { type Determinacy, type EndpointReading, type EndpointResult } from './model';
import { READINGS, type ReadingName } from './reading-names';

/** The value of an endpoint if one way of reading is right; `facts` are those that it takes for true. */
export const readingOf = (
  reading: ReadingName,
  facts: readonly string[],
  { aval, adt, cnsr, evntdesc, cause }: EndpointResult,
): EndpointReading => ({ reading, says: READINGS[reading], facts, aval, adt, cnsr, evntdesc, cause });

const nodeOf = (paramcd: string, reading: EndpointReading): Derivation => ({
  rule: 'ENDP-R6-reading',
  value: { paramcd, reading: reading.reading, aval: reading.aval, cnsr: reading.cnsr, cause: reading.cause },
  ...(reading.adt === null ? {} : { day: reading.adt }),
  facts: reading.facts,
});

const RANK: readonly Determinacy[] = ['exact', 'imputed', 'undetermined', 'contradicted'];

/** The less certain of two. */
const lessCertain = (a: Determinacy, b: Determinacy): Determinacy =>
  RANK.indexOf(a) < RANK.indexOf(b) ? b : a;

const united = (...lists: readonly (readonly string[])[]): readonly string[] =>
  [...new Set(lists.flat())].sort();

/** What makes a value uncertain: statements that exclude each other, or one that does not tell. */
export interface Uncertainty {
  readonly determinacy: 'undetermined' | 'contradicted';
  readonly flag: Flag;
  /** Facts that exclude each other, or that do not tell. */
  readonly facts: readonly string[];
  readonly readings: readonly EndpointReading[];
}

/** The same value with what it would be under every reading, in the answer and in the tree (real courses 6). */
export const withReadings = (
  result: EndpointResult,
  { determinacy, flag, facts, readings }: Uncertainty,
): EndpointResult => {
  const field = determinacy === 'contradicted' ? 'contradicting' : 'missing';
  return {
    ...result,
    determinacy: lessCertain(result.determinacy, determinacy),
    [field]: united(result[field], facts),
    flags: [...new Set([...result.flags, flag])],
    readings: [...result.readings, ...readings],
    why: {
      ...result.why,
      because: [...(result.why.because ?? []), ...readings.map((each) => nodeOf(result.paramcd, each))],
      flags: [...new Set([...(result.why.flags ?? []), flag])],
    },
  };
};
