import type { DatedFact, OrderReading } from './model';
import { isOfKind, sequenceOf } from './model';

type Placed = Pick<DatedFact, 'factId' | 'fact' | 'day' | 'dates'>;

const byNarrative = (a: Placed, b: Placed): 'before' | 'after' | null => {
  const [one, other] = [sequenceOf(a), sequenceOf(b)];
  if (one === null || other === null || one === other) return null;
  return one < other ? 'before' : 'after';
};

/**
 * Does `a` stand before `b`? Dates decide, then the narrative. Of one exact day what worsened comes before what
 * was begun; equal days that were filled in are no equal days.
 */
export const orderOf = (a: Placed, b: Placed): 'before' | 'after' | 'unknown' => {
  if (a.dates.to < b.dates.from) return 'before';
  if (a.dates.from > b.dates.to) return 'after';
  const told = byNarrative(a, b);
  if (told !== null) return told;
  const isOneDay = a.dates.from === a.dates.to && b.dates.from === b.dates.to;
  return isOneDay ? 'before' : 'unknown';
};

const WORSE: ReadonlySet<string> = new Set(['PD', 'WORSE']);

const isWorsening = (found: DatedFact): boolean => {
  if (isOfKind(found, 'ProgressionStated')) return found.fact.accepted !== false;
  if (isOfKind(found, 'ResponseStated'))
    return found.fact.accepted !== false && WORSE.has(found.fact.category);
  return isOfKind(found, 'TherapyStopped') && found.fact.reason === 'progression';
};

const firstOf = (facts: readonly DatedFact[], what: string): DatedFact | undefined =>
  facts.find(
    (found) =>
      isOfKind(found, 'DiagnosisRecorded') && found.fact.what === what && found.fact.certainty !== 'refuted',
  );

/**
 * What was stated as worsening: a progression, a response of PD, a stop for it; and the first leptomeningeal or
 * brain metastasis, which most courses record as a diagnosis and never call a progression.
 */
export const worseningsIn = (facts: readonly DatedFact[]): readonly DatedFact[] => [
  ...facts.filter(isWorsening),
  ...['leptomeningeal-metastasis', 'brain-metastasis'].flatMap((what) => firstOf(facts, what) ?? []),
];

export interface Between {
  readonly worse: boolean;
  /** Facts that may stand on either side. */
  readonly uncertain: readonly string[];
}

/** Did it worsen after `from` and before `to`? What cannot be placed is read as `reading` says. */
export const worsenedBetween = (
  worsenings: readonly DatedFact[],
  { from, to }: { readonly from: Placed; readonly to: Placed },
  reading: OrderReading,
): Between => {
  const uncertain: DatedFact[] = [];
  for (const found of worsenings) {
    const [before, after] = [orderOf(found, to), orderOf(found, from)];
    // What worsened on the day of the start is why it was begun.
    if (before === 'after' || after === 'before') continue;
    if (before === 'before' && after === 'after') return { worse: true, uncertain: [] };
    uncertain.push(found);
  }
  const told = uncertain.some(({ day }) => day <= to.day && day > from.day);
  return {
    worse: reading === 'told' ? told : uncertain.length > 0 && !told,
    uncertain: uncertain.map(({ factId }) => factId),
  };
};
