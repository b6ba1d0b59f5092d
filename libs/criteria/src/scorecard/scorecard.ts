import { type Configuration, type Flag } from '@leptotrace/rules';
import { type LmCourse, type LmEvaluation, type RevisedItemName } from '../lm-model';
import { type CriterionResult, type Response, type TimePointResponse } from '../model';
import { inPopulation, isPunctureAlone } from '../rano-lm/population';
import { lmBaseline } from '../rano-lm/rano-lm';
import {
  cardOf,
  itemChange,
  LM_ITEMS,
  productsOf,
  type Card,
  type ItemChange,
  type ItemReference,
} from './items';

export const SCORECARD_VERSION = '1.0.0';

type Changes = Readonly<Record<(typeof LM_ITEMS)[number], ItemChange>>;

interface Overall {
  readonly rule: string;
  readonly value: Response;
}

const presentIn = (card: Card, item: RevisedItemName): boolean => card.get(item)?.presence === 'present';

/** The table of 4.2 in its order. */
export const overallOf = (changes: Changes, reference: Card | null, now: Card): Overall => {
  const all = Object.values(changes);
  if (all.includes('worse')) return { rule: 'SCORE-4.2-PD', value: 'PD' };
  if (reference === null) return { rule: 'SCORE-4.2-baseline', value: 'UNKNOWN' };
  if (all.includes('NE')) return { rule: 'SCORE-4.2-NE', value: 'NE' };
  const before = LM_ITEMS.filter((item) => presentIn(reference, item));
  if (before.length === 0) return { rule: 'SCORE-4.2-NED', value: 'NED' };
  if (before.every((item) => now.get(item)?.presence === 'absent'))
    return { rule: 'SCORE-4.2-CR', value: 'CR' };
  return all.includes('improved')
    ? { rule: 'SCORE-4.2-PR', value: 'PR' }
    : { rule: 'SCORE-4.2-SD', value: 'SD' };
};

/** Nadir of the products of each item so far, baseline included. */
type Nadirs = Map<RevisedItemName, number>;

const noteNadirs = (nadirs: Nadirs, card: Card, config: Configuration): void => {
  for (const [name, item] of card) {
    const sum = productsOf(item, config);
    if (sum !== null) nadirs.set(name, Math.min(sum, nadirs.get(name) ?? sum));
  }
};

const referenceOf = (
  name: RevisedItemName,
  baseline: Card | null,
  nadirs: Nadirs,
  config: Configuration,
): ItemReference => {
  const item = baseline?.get(name);
  return { item, baselineSum: productsOf(item, config), nadirSum: nadirs.get(name) ?? null };
};

const APART = ['brain-parenchymal-metastases', 'intramedullary-metastases'] as const;

const apartOf = (card: Card): Readonly<Record<string, string>> =>
  Object.fromEntries(
    APART.flatMap((item) => {
      const found = card.get(item);
      return found ? [[item, found.change ?? found.presence]] : [];
    }),
  );

const nonEmpty = (card: Card): Card | null => (card.size > 0 ? card : null);

/** The card that the form names as its reference, else the one of baseline. */
const referenceCard = (evaluation: LmEvaluation, course: LmCourse): Card | null => {
  const baseline = course.baseline?.imaging ?? [];
  const named = evaluation.imaging.find(({ revisedReferenceFactId }) => revisedReferenceFactId !== null);
  if (!named) return nonEmpty(cardOf(baseline));
  const studies = [...baseline, ...course.followUps.flatMap((each) => each.imaging)];
  const study = studies.find(({ factId }) => factId === named.revisedReferenceFactId);
  return nonEmpty(cardOf(study ? [study] : baseline));
};

const responseOf = (
  evaluation: LmEvaluation,
  course: LmCourse,
  nadirs: Nadirs,
  config: Configuration,
): TimePointResponse => {
  const card = cardOf(evaluation.imaging);
  const reference = referenceCard(evaluation, course);
  const changes = Object.fromEntries(
    LM_ITEMS.map((name) => [
      name,
      itemChange(card.get(name), referenceOf(name, reference, nadirs, config), config),
    ]),
  ) as Changes;
  const overall =
    card.size === 0 && reference !== null
      ? { rule: 'SCORE-4.2-NE', value: 'NE' as const }
      : overallOf(changes, reference, card);
  const missing = LM_ITEMS.filter((name) => !card.has(name));
  const flags: readonly Flag[] = [
    ...evaluation.flags,
    ...(card.size > 0 && missing.length > 0 ? (['SCORECARD_INCOMPLETE'] as const) : []),
  ];
  noteNadirs(nadirs, card, config);
  const days = evaluation.imaging.map(({ day }) => day);
  const day =
    days.length > 0 ? (overall.value === 'PD' ? Math.min(...days) : Math.max(...days)) : evaluation.day;
  return {
    timePointId: evaluation.id,
    value: overall.value,
    day,
    dates: evaluation.dates,
    parts: { ...changes, ...apartOf(card) },
    flags,
    why: {
      rule: overall.rule,
      value: overall.value,
      day,
      facts: evaluation.imaging.map(({ factId }) => factId),
      sums: { ...changes, missing },
      flags,
    },
  };
};

/**
 * Revised scorecard (4): five LM items against the reference card. The card must be complete; what is
 * missing is named, never taken as unchanged.
 */
export const evaluateScorecard = (
  course: LmCourse,
  config: Configuration,
  version: 'LM_SCORECARD_2019' | 'LM_SCORECARD_2022',
): CriterionResult => {
  const nadirs: Nadirs = new Map();
  noteNadirs(nadirs, cardOf(course.baseline?.imaging ?? []), config);
  const carded =
    course.baseline && cardOf(course.baseline.imaging).size > 0 ? course : { ...course, baseline: null };
  const result: CriterionResult = {
    criterion: version,
    version: SCORECARD_VERSION,
    compartment: 'cns',
    experimental: false,
    baseline: lmBaseline(carded, 'SCORE-4.2-reference'),
    responses: course.followUps
      .filter((evaluation) => !isPunctureAlone(evaluation))
      .map((evaluation) => responseOf(evaluation, course, nadirs, config)),
  };
  return inPopulation(course, result, 'PD');
};
