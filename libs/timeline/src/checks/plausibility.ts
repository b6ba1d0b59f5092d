import {
  inBaseUnit,
  warningsOf,
  withReasons,
  type Fact,
  type FactOf,
  type Warning,
} from '@leptotrace/clinical';
import { type EpochDay, groupBy, oncePer, parsePartialDate } from '@leptotrace/kernel';
import type { Logged } from '../log';
import { currentFact, currentVersion, type Patient } from '../patient';
import { CHECKS, found, ofKind, type Check, type Dated } from './model';

/**
 * The latest day that it was anywhere when a fact was recorded. A day later than that had not come in any
 * zone: whoever is east of Greenwich is not warned of today.
 */
const latestDayAt = (instant: string): EpochDay | null => {
  const day = parsePartialDate(instant.slice(0, 10));
  return day && day.to + 1;
};

type Lesion = NonNullable<FactOf<'ImagingStudyReported'>['lesions']>[number];

const sizeOf = ({ kind, state, longestDiameter, shortAxis }: Lesion): number => {
  const size = kind === 'node' ? (shortAxis ?? longestDiameter) : longestDiameter;
  return size && state === 'measured' ? inBaseUnit(size.value, size.unit) : 0;
};

const TREBLED = 3;

interface Measured {
  readonly factId: string;
  readonly path: string;
  readonly lesionId: string;
  readonly mm: number;
  readonly day: EpochDay;
}

const measuredIn = (facts: readonly Dated[]): readonly Measured[] =>
  ofKind(facts, 'ImagingStudyReported')
    .flatMap(({ factId, fact, interval }) =>
      (fact.lesions ?? []).map((lesion, index) => ({
        factId,
        path: `/lesions/${index}`,
        lesionId: lesion.lesionId,
        mm: sizeOf(lesion),
        day: interval.from,
      })),
    )
    .filter(({ mm }) => mm > 0)
    .sort((a, b) => a.day - b.day || a.mm - b.mm || (a.factId < b.factId ? -1 : 1));

const trebled = ({ path, mm }: Measured, before: Measured): Warning => ({
  check: 'length-more-than-trebled',
  path,
  value: `${mm} mm`,
  usual: `at most ${TREBLED} times the ${before.mm} mm before`,
  slip: 'centimetres and millimetres, or another lesion, may be mixed up',
  mend: 'Compare size and lesion with the source.',
});

/** Lengths that are more than three times those of the same lesion at the study before. */
const trebledIn = (facts: readonly Dated[]): ReadonlyMap<string, readonly Warning[]> => {
  const warnings = new Map<string, Warning[]>();
  for (const series of groupBy(measuredIn(facts), ({ lesionId }) => lesionId).values()) {
    for (const now of series) {
      const before = series.findLast(({ day }) => day < now.day);
      if (!before || now.mm <= TREBLED * before.mm) continue;
      warnings.set(now.factId, [...(warnings.get(now.factId) ?? []), trebled(now, before)]);
    }
  }
  return warnings;
};

/** Of a fact as it was recorded; beside it the others that it points to. */
const around = ({ recordedAt }: Logged, factOf: (factId: string) => Fact | null) => ({
  recordedOn: latestDayAt(recordedAt),
  factOf,
});

/** Most facts point to nothing that a warning needs: what is said of them never changes. */
const ofItself = oncePer((entry: Logged) =>
  'fact' in entry.statement
    ? warningsOf(
        entry.statement.fact,
        around(entry, () => null),
      )
    : [],
);

const ofFact = (patient: Patient, { factId, fact }: Dated): readonly Warning[] => {
  const timeline = patient.facts.get(factId);
  if (!timeline) return [];
  const { entry } = currentVersion(timeline);
  if (!('startId' in fact)) return ofItself(entry);
  const factOf = (id: string): Fact | null => {
    const other = patient.facts.get(id);
    return other ? currentFact(other) : null;
  };
  return warningsOf(fact, around(entry, factOf));
};

/** What is hardly meant, by fact; accepted warnings say why. */
export const plausibilityOf = (
  patient: Patient,
  facts: readonly Dated[],
): ReadonlyMap<string, readonly Warning[]> => {
  const grown = trebledIn(facts);
  return new Map(
    facts.flatMap((dated) => {
      const { factId, fact } = dated;
      const warnings = [...ofFact(patient, dated), ...withReasons(fact, grown.get(factId) ?? [])];
      return warnings.length > 0 ? [[factId, warnings] as const] : [];
    }),
  );
};

const textOf = ({ path, value, usual, slip }: Warning): string =>
  `${value} at ${path}; usual: ${usual}${slip === undefined ? '' : `; ${slip}`}`;

/** Accepted with a reason it is worth a look, and no more. */
export const plausibilityChecks = (warnings: ReadonlyMap<string, readonly Warning[]>): readonly Check[] =>
  [...warnings].flatMap(([factId, all]) =>
    all.map((warning): Check => {
      const check = found(warning.check, [factId], textOf(warning), CHECKS[warning.check].mend);
      return warning.accepted === undefined
        ? check
        : { ...check, severity: 'hint', message: `${check.message}; accepted: ${warning.accepted}` };
    }),
  );
