import { agentOf, steroidOf, type FactOf } from '@leptotrace/clinical';
import type { ViewedFact } from './view';

/** What changes enhancement and pressure; `perhaps-steroid`: a name that cannot be read and might be one. */
export type Confounder = 'steroid' | 'perhaps-steroid' | 'bevacizumab';

/** Does the drug change enhancement and pressure, as far as its name tells? */
export const confounderOf = (fact: FactOf<'TherapyStarted' | 'TherapyPlanned'>): Confounder | null => {
  if (agentOf(fact) === 'bevacizumab') return 'bevacizumab';
  const steroid = steroidOf(fact);
  if (steroid === 'none') return null;
  return steroid === 'steroid' ? 'steroid' : 'perhaps-steroid';
};

/** Why a confounder can neither be named nor excluded. */
export type Doubt = 'may-have-ended' | 'may-have-begun' | 'perhaps-steroid' | 'unread';

export interface Doubted {
  readonly factId: string;
  readonly doubt: Doubt;
  /** Name of the drug; `null`: not read. */
  readonly name: string | null;
}

/** Steroids and bevacizumab on the day. Unknown is neither some nor none. */
export interface Confounding {
  readonly answer: 'running' | 'unknown' | 'none';
  /** Starts of those that are running. */
  readonly running: readonly string[];
  readonly unknown: readonly Doubted[];
}

interface Therapy {
  readonly startId: string;
  readonly name: string;
  readonly confounds: Confounder | null;
}

interface Therapies {
  readonly running: readonly Therapy[];
  readonly mayHaveEnded: readonly Therapy[];
  readonly undetermined: readonly Therapy[];
}

const doubted = (therapies: readonly Therapy[], doubt: Doubt): readonly Doubted[] =>
  therapies
    .filter(({ confounds }) => confounds !== null)
    .map(({ startId, name, confounds }) => ({
      factId: startId,
      name,
      doubt: confounds === 'perhaps-steroid' ? 'perhaps-steroid' : doubt,
    }));

/** What a source says and could not be read as a therapy may be a steroid as well. */
const unread = (known: readonly ViewedFact[]): readonly Doubted[] =>
  known.flatMap(({ factId, fact }) =>
    fact.kind === 'OtherFactRecorded' && fact.unread?.wouldBe === 'TherapyStarted'
      ? [{ factId, doubt: 'unread', name: null }]
      : [],
  );

/** Whether a steroid or bevacizumab is running: which, none that is recorded, or why nobody can tell. */
export const confoundingOf = (therapies: Therapies, known: readonly ViewedFact[]): Confounding => {
  const isSure = ({ confounds }: Therapy): boolean => confounds === 'steroid' || confounds === 'bevacizumab';
  const running = therapies.running.filter(isSure).map(({ startId }) => startId);
  const unknown = [
    ...doubted(
      therapies.running.filter((each) => !isSure(each)),
      'perhaps-steroid',
    ),
    ...doubted(therapies.mayHaveEnded, 'may-have-ended'),
    ...doubted(therapies.undetermined, 'may-have-begun'),
    ...unread(known),
  ];
  return {
    answer: running.length > 0 ? 'running' : unknown.length > 0 ? 'unknown' : 'none',
    running,
    unknown,
  };
};
