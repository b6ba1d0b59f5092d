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
  /** Needed for BOR, CBOR and DOR, of which there is one for each criterion. */
  readonly criterion?: string;
  readonly compartment?: string;
  readonly form?: string;
}

const BY_CRITERION = ['BOR', 'CBOR', 'DOR'];

const ofCriterion = (found: AskedAndDerived, question: DerivationQuestion): Derivation => {
  const { best } = found.derived;
  const { paramcd, criterion, compartment } = question;
  const candidates = best.filter(
    (each) => each.criterion === criterion && (compartment === undefined || each.compartment === compartment),
  );
  const [match] = candidates;
  if (!match || candidates.length > 1) {
    const known = best.map((each) => `${each.criterion} (${each.compartment})`).join(', ');
    throw invalidAt(
      match ? '/query/compartment' : '/query/criterion',
      match ? 'needed: this criterion is used in both compartments' : `${paramcd} is by criterion`,
      `Name criterion and, where it is used twice, compartment: ${known === '' ? 'none can be computed' : known}.`,
    );
  }
  if (paramcd === 'BOR') return match.unconfirmed.why;
  if (paramcd === 'CBOR') return match.confirmed.why;
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
