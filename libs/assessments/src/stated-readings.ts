import { groupBy } from '@leptotrace/kernel';
import { statedCriterion } from '@leptotrace/clinical';
import { type Response, type StatedReading } from '@leptotrace/criteria';
import { type Flag } from '@leptotrace/rules';
import { type Study } from './lesions';
import { type Placed } from './placement';

export type StatedFact = Placed<'ResponseStated' | 'ProgressionStated'>;

const CATEGORIES: Readonly<Partial<Record<string, Response>>> = {
  CR: 'CR',
  PR: 'PR',
  SD: 'SD',
  NON_CR_NON_PD: 'NON_CR_NON_PD',
  PD: 'PD',
  NE: 'NE',
  NED: 'NED',
  STABLE: 'SD',
  WORSE: 'PD',
};

/** Category of a stated response in the common vocabulary; `IMPROVED` and `OTHER` fit no category. */
export const statedValue = (fact: StatedFact['fact']): Response | null =>
  fact.kind === 'ProgressionStated' ? 'PD' : (CATEGORIES[fact.category] ?? null);

/** One statement about a visit, by whom, and whether it was the one adopted. */
interface Statement extends Omit<StatedReading, 'lost' | 'flags'> {
  readonly reader: string | null;
  readonly accepted: boolean;
}

const INVESTIGATOR = /investigator|prüfarzt|研究者/i;

/** Who speaks for the site: the investigator, and whoever is not named as a reader. */
export const isInvestigator = (reader: string | null | undefined): boolean =>
  reader === null || reader === undefined || INVESTIGATOR.test(reader);

const WORST_FIRST: readonly Response[] = ['PD', 'NE', 'SD', 'NON_CR_NON_PD', 'NED', 'PR', 'CR'];

const worstFirst = (a: Statement, b: Statement): number =>
  WORST_FIRST.indexOf(a.value) - WORST_FIRST.indexOf(b.value) ||
  a.day - b.day ||
  (a.factId < b.factId ? -1 : 1);

interface Pool {
  readonly counted: readonly Statement[];
  readonly why: string;
}

/** Of the records of one visit the accepted ones; of none accepted, the investigator's; else all. */
const adopted = (statements: readonly Statement[]): Pool => {
  const accepted = statements.filter((each) => each.accepted);
  if (accepted.length > 0) return { counted: accepted, why: 'another record was accepted for this visit' };
  const own = statements.filter(({ reader }) => isInvestigator(reader));
  return own.length > 0
    ? { counted: own, why: 'no record of this visit was accepted: the investigator’s counts' }
    : { counted: statements, why: '' };
};

const readingOf = (statements: readonly Statement[]): StatedReading => {
  const { counted, why } = adopted(statements);
  const [worst] = [...counted].sort(worstFirst) as [Statement];
  const { criterion, value, factId, day } = worst;
  const differing = counted.some((each) => each.value !== value);
  const flags: readonly Flag[] = differing ? ['STATEMENTS_DIFFER'] : [];
  const lost = statements
    .filter((each) => each !== worst && (each.value !== value || !counted.includes(each)))
    .sort(worstFirst)
    .map((each) => ({
      rule: counted.includes(each) ? 'TP-0.4-stated-worst' : 'TP-0.4-stated-accepted',
      value: each.value,
      day: each.day,
      reason: counted.includes(each) ? 'a worse statement stands at the same visit' : why,
      facts: [each.factId],
    }));
  return { criterion, value, factId, day, lost, flags };
};

const statementsOf = (stated: readonly StatedFact[]): readonly Statement[] =>
  stated.flatMap(({ fact, factId, day }) => {
    const value = statedValue(fact);
    return value === null
      ? []
      : [
          {
            criterion: statedCriterion(fact.criterion),
            value,
            factId,
            day,
            reader: fact.reader ?? null,
            accepted: fact.accepted === true,
          },
        ];
  });

const ofStudies = (studies: readonly Study[]): readonly Statement[] =>
  studies.flatMap(({ fact, factId, day }) => {
    const value = CATEGORIES[fact.readerOverall ?? ''];
    const { reader = null, accepted = false } = fact;
    return value === undefined ? [] : [{ criterion: null, value, factId, day, reader, accepted }];
  });

const ORDER = (a: StatedReading, b: StatedReading): number =>
  (a.criterion ?? '') < (b.criterion ?? '') ? -1 : 1;

/**
 * What was stated at one visit: of each criterion the worst of the records adopted, criteria never mixed
 * (criteria 0.4). The overall reading of a study stands where nothing else is stated.
 */
export const statedReadings = (
  stated: readonly StatedFact[],
  studies: readonly Study[],
): readonly StatedReading[] => {
  const own = statementsOf(stated);
  const statements = own.length > 0 ? own : ofStudies(studies);
  return [...groupBy(statements, ({ criterion }) => criterion).values()].map(readingOf).sort(ORDER);
};
