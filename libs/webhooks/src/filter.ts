import { SIGNAL_TYPES, type SentSignal, type Subject } from '@leptotrace/signals';
import { COMPARTMENTS, type WebhookFilter } from './webhook';

/** The parts of a signal that filters look at. */
export type Filtered = Pick<SentSignal, 'type' | 'key' | 'now' | 'before'> & {
  readonly study: string | null;
};

const compartmentsOf = (subject: Subject): readonly string[] =>
  'compartment' in subject ? [subject.compartment] : [];

const criteriaOf = (subject: Subject): readonly string[] => {
  if (subject.what === 'response') return [subject.criterion];
  return subject.what === 'review' ? [] : (subject.criteria ?? []);
};

const fits = (allowed: readonly string[] | undefined, found: readonly string[]): boolean =>
  allowed === undefined || found.some((value) => allowed.includes(value));

/**
 * Whether a webhook is told of a signal. A subject that was held before counts like the one that holds
 * now: whoever was told of a progression is told of its withdrawal.
 */
export const wants = (filter: WebhookFilter, { type, now, before, study }: Filtered): boolean => {
  const subjects = [now, before].filter((subject) => subject !== null);
  return (
    fits(filter.types, [type]) &&
    fits(filter.compartments, subjects.flatMap(compartmentsOf)) &&
    fits(filter.criteria, subjects.flatMap(criteriaOf)) &&
    fits(filter.studies, study === null ? [] : [study])
  );
};

interface OfFeed {
  readonly filtered: Omit<Filtered, 'study'>;
}

/**
 * The signals of a patient, in order, that a webhook is told of. Whatever was told under a key is followed
 * until it ends, whatever type or criteria it moves to: the receiver would keep it for ever.
 */
export const toldOf = <Signal extends OfFeed>(
  filter: WebhookFilter,
  signals: readonly Signal[],
  study: string | null,
): readonly Signal[] => {
  const held = new Set<string>();
  return signals.filter(({ filtered }) => {
    const { key, now } = filtered;
    const isTold = held.has(key) || wants(filter, { ...filtered, study });
    if (isTold && now) held.add(key);
    if (isTold && !now) held.delete(key);
    return isTold;
  });
};

const others = (all: readonly string[], given: readonly string[]): string =>
  all.filter((one) => !given.includes(one)).join(', ');

/** What a receiver by this filter is never told of, in words: said where a webhook is made. */
export const leftOutBy = ({ types, compartments, criteria, studies }: WebhookFilter): readonly string[] => [
  ...(types
    ? [
        `Signals of other types (${others(SIGNAL_TYPES, types)}), but for those about something that was told.`,
      ]
    : []),
  ...(compartments
    ? [
        `Other compartments (${others(COMPARTMENTS, compartments)}), and reviews of decisions, which are of none.`,
      ]
    : []),
  ...(criteria
    ? [
        'What other criteria decide, until one of these does; reviews of decisions, which no criterion decides.',
      ]
    : []),
  ...(studies ? ['Patients of other studies, and of no study.'] : []),
];
