import {
  isAtLeastPossible,
  isAtLeastProbable,
  type DatedClassification,
  type LmEvidence,
  type LmPopulation,
} from '@leptotrace/criteria';
import { type Dated } from '@leptotrace/endpoints';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { earliest, evidenceOfSaying, shownOfLm } from './first-metastasis';
import { sayingsOf, type Saying } from './metastasis-statements';
import { type Placed } from './placement';
import { statedOf } from './time-points';

interface Known {
  readonly facts: readonly Placed[];
  readonly classifications: readonly DatedClassification[];
  readonly config: Configuration;
}

const lastDenial = (sayings: readonly Saying[], until = Infinity): EpochDay =>
  Math.max(-Infinity, ...sayings.filter(({ refutes, day }) => refutes && day < until).map(({ day }) => day));

const stated = (found: Dated): LmEvidence => ({
  day: found.day,
  dates: found.dates,
  factIds: found.factIds,
  by: 'stated',
});

const diagnosed = (
  { facts, config }: Known,
  sayings: readonly Saying[],
  sure: boolean,
): readonly LmEvidence[] =>
  sayings
    .filter(({ stands, certainty }) => stands && !(sure && certainty === 'possible'))
    .map((saying) =>
      stated(evidenceOfSaying(saying, shownOfLm(facts, saying), lastDenial(sayings, saying.day), config)),
    );

const SAYS_NONE: ReadonlySet<string> = new Set(['NED', 'NE', 'OTHER']);

/** A response or progression of the leptomeninges that a source states presupposes that LM is there. */
const responded = ({ facts }: Known, denied: EpochDay): readonly LmEvidence[] =>
  statedOf(facts, 'cns')
    .filter(
      ({ fact, day }) =>
        day > denied &&
        (fact.sites ?? []).includes('leptomeninges') &&
        !(fact.kind === 'ResponseStated' && SAYS_NONE.has(fact.category)),
    )
    .map(stated);

/** What a denial did not take: proof of cells or tissue, and what came after it. */
const derived = (
  { facts, classifications }: Known,
  denied: EpochDay,
  is: (found: DatedClassification) => boolean,
): readonly LmEvidence[] => {
  const found = classifications.filter(
    (each) => is(each) && (each.certainty === 'confirmed' || each.day > denied),
  );
  if (found.length === 0) return [];
  const dates = new Map(facts.map(({ day, dates: meant }) => [day, meant]));
  return found.map(({ day, why }) => ({
    day,
    dates: dates.get(day) ?? { from: day, to: day },
    factIds: why.facts ?? [],
    by: 'derived',
  }));
};

/** From when LM was at least possible (3), and whether it first appeared after the origin (R1). */
export const populationOf = (known: Known, origin: EpochDay): LmPopulation => {
  const sayings = sayingsOf(known.facts, 'leptomeningeal-metastasis');
  const denied = lastDenial(sayings);
  const since = earliest([
    ...diagnosed(known, sayings, false),
    ...responded(known, denied),
    ...derived(known, denied, isAtLeastPossible),
  ]);
  if (!since || since.day <= origin) return { since, first: null };
  const first = earliest([...diagnosed(known, sayings, true), ...derived(known, denied, isAtLeastProbable)]);
  return { since, first };
};
