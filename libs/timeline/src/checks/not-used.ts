import { groupBy } from '@leptotrace/kernel';
import { type FactOf } from '@leptotrace/clinical';
import { currentFact, type Patient } from '../patient';
import { found, ofKind, type Check, type Dated } from './model';

type Other = FactOf<'OtherFactRecorded'>;

interface Kept {
  readonly factId: string;
  readonly fact: Other;
}

/** Dated or not: what could not be read may lie on any day. */
const keptIn = (patient: Patient): readonly Kept[] =>
  [...patient.facts.values()].flatMap((timeline) => {
    const fact = currentFact(timeline);
    return timeline.retraction === null && fact.kind === 'OtherFactRecorded'
      ? [{ factId: timeline.factId, fact }]
      : [];
  });

const idsOf = (kept: readonly Kept[]): readonly string[] => kept.map(({ factId }) => factId).sort();

/** A response in a word that no criterion has is stated, and says nothing that can be read: it may be a progression. */
const wordsNotRead = (facts: readonly Dated[]): readonly Check[] =>
  ofKind(facts, 'ResponseStated').flatMap(({ factId, fact }) =>
    fact.category === 'OTHER'
      ? [
          found(
            'unread',
            [factId],
            'the response is stated in a word that no criterion here has',
            'Amend it with the category that is meant.',
          ),
        ]
      : [],
  );

/** What was recorded and enters no derived value, counted by label; what could not be read, by what it might be. */
export const notUsedChecks = (patient: Patient, facts: readonly Dated[]): readonly Check[] => {
  const kept = keptIn(patient);
  const unread = kept.flatMap(({ factId, fact }) =>
    fact.unread
      ? [
          {
            ...found(
              'unread',
              [factId],
              `${fact.label} would be ${fact.unread.wouldBe}: ${fact.unread.reason}`,
            ),
            wouldBe: fact.unread.wouldBe,
          },
        ]
      : [],
  );
  const labels = groupBy(
    kept.filter(({ fact }) => fact.unread === undefined),
    ({ fact }) => fact.label,
  );
  return [
    ...unread,
    ...wordsNotRead(facts),
    ...[...labels].map(([label, own]) =>
      found('not-used', idsOf(own), `${label}: ${own.length} kept, read by no derived value`),
    ),
  ];
};
