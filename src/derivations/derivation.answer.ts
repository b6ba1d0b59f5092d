import { compactForm, derivationDigest, fullForm, type Explained } from '@leptotrace/derivation';
import { flagsOf, type Derivation } from '@leptotrace/rules';
import { invalidAt, Problem } from '../http/problem';
import { flagAnswers, headOf, type AnswerHead, type FlagAnswer } from './common.answer';
import type { AskedAndDerived } from './derivations';

export interface DerivationAnswer extends AnswerHead {
  readonly paramcd: string;
  readonly criterion: string | null;
  readonly form: 'compact' | 'full';
  readonly derivation: Explained;
  readonly flags: readonly FlagAnswer[];
  /** SHA-256 of the compact form. */
  readonly digest: string;
}

export interface DerivationQuestion {
  readonly paramcd: string;
  /** Needed for OVR, BOR, CBOR and DOR, of which there is one for each criterion. */
  readonly criterion?: string;
  readonly compartment?: string;
  /** For OVR; the last one when left out. */
  readonly timePoint?: string;
  readonly form?: string;
}

/** OVR is the response at one time point, the others are of the whole course. */
const BY_CRITERION = ['OVR', 'BOR', 'CBOR', 'DOR'];

interface OfCriterion {
  readonly criterion: string;
  readonly compartment: string;
}

/** The one that the question means: some criteria are used in both compartments. */
const named = <T extends OfCriterion>(
  found: readonly T[],
  { paramcd, criterion, compartment }: DerivationQuestion,
): T => {
  const candidates = found.filter(
    (each) => each.criterion === criterion && (compartment === undefined || each.compartment === compartment),
  );
  const [match] = candidates;
  if (match && candidates.length === 1) return match;
  const known = found.map((each) => `${each.criterion} (${each.compartment})`).join(', ');
  throw invalidAt(
    match ? '/query/compartment' : '/query/criterion',
    match ? 'needed: this criterion is used in both compartments' : `${paramcd} is by criterion`,
    `Name criterion and, where it is used twice, compartment: ${known === '' ? 'none can be computed' : known}.`,
  );
};

const ofTimePoint = ({ derived }: AskedAndDerived, question: DerivationQuestion): Derivation => {
  const { responses, criterion } = named(derived.criteria?.all ?? [], question);
  const { timePoint } = question;
  const match =
    timePoint === undefined ? responses.at(-1) : responses.find((each) => each.timePointId === timePoint);
  if (match) return match.why;
  throw new Problem(
    'unknown-endpoint',
    responses.length === 0
      ? `There is nothing yet that ${criterion} could judge.`
      : `${criterion} has no time point of that name. Read the status for their names.`,
  );
};

const ofCriterion = (found: AskedAndDerived, question: DerivationQuestion): Derivation => {
  if (question.paramcd === 'OVR') return ofTimePoint(found, question);
  const match = named(found.derived.best, question);
  if (question.paramcd === 'BOR') return match.unconfirmed.why;
  if (question.paramcd === 'CBOR') return match.confirmed.why;
  if (match.duration) return match.duration.why;
  throw new Problem(
    'unknown-endpoint',
    'There is no confirmed response, or the criterion drives no endpoint: no DOR.',
  );
};

const whyOf = (found: AskedAndDerived, question: DerivationQuestion): Derivation => {
  if (BY_CRITERION.includes(question.paramcd)) return ofCriterion(found, question);
  const endpoint = found.derived.endpoints.find(({ paramcd }) => paramcd === question.paramcd);
  if (endpoint) return endpoint.why;
  const known = [...found.derived.endpoints.map(({ paramcd }) => paramcd), ...BY_CRITERION].join(', ');
  throw new Problem('unknown-endpoint', `${question.paramcd} is none of ${known}.`);
};

const formOf = (form: string | undefined): 'compact' | 'full' => {
  if (form === undefined || form === 'full' || form === 'compact') return form ?? 'full';
  throw invalidAt('/query/form', `${JSON.stringify(form)} is no form`, 'Use compact or full.');
};

/** How one value came about, down to fact ids. @throws Problem when there is no such value. */
export const derivationAnswer = (found: AskedAndDerived, question: DerivationQuestion): DerivationAnswer => {
  const form = formOf(question.form);
  const why = whyOf(found, question);
  return {
    ...headOf(found),
    paramcd: question.paramcd,
    criterion: question.criterion ?? null,
    form,
    derivation: form === 'full' ? fullForm(why, found.asked.ruleset) : compactForm(why),
    flags: flagAnswers(flagsOf(why)),
    digest: derivationDigest(why),
  };
};
