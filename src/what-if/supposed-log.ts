import { resolveRefs, type Fact, type RequestedFact } from '@leptotrace/clinical';
import { deterministicId } from '@leptotrace/kernel';
import {
  amendFact,
  believedAt,
  recordFacts,
  reinstateFact,
  retractFact,
  type Decide,
  type Logged,
  type Patient,
  type PatientLog,
  type Rejection,
} from '@leptotrace/timeline';
import type { Supposition } from './what-if.answer';

type Correction = Exclude<Supposition, { readonly statement: 'recorded' }>;

/** What one request would say, and the place of its first statement in the list. */
type Step =
  | { readonly at: number; readonly facts: readonly Fact[] }
  | { readonly at: number; readonly correction: Correction };

/** A refusal of the decision that a recording would meet. */
export interface Refusal {
  readonly rejection: Rejection;
  /** Supposition that is refused, counted from 0. */
  readonly at: number;
  /** Where in the list an issue of the decision lies. */
  readonly pathOf: (path: string) => string;
}

export type Supposed = { readonly log: PatientLog } | { readonly refusal: Refusal };

const REASON = 'supposed, not recorded';

/** Facts that stand side by side are one request: they may point to each other's specimens. */
const stepsOf = (suppositions: readonly Supposition[]): readonly Step[] => {
  const steps: Step[] = [];
  for (const [at, supposition] of suppositions.entries()) {
    const last = steps.at(-1);
    if (supposition.statement !== 'recorded') steps.push({ at, correction: supposition });
    else if (last && 'facts' in last)
      steps[steps.length - 1] = { ...last, facts: [...last.facts, supposition.fact] };
    else steps.push({ at, facts: [supposition.fact] });
  }
  return steps;
};

interface WithFact {
  readonly at: number;
  readonly factId: string;
  readonly fact: RequestedFact;
}

/** Suppositions may point to each other's facts by the names that they give them. */
const pointed = (
  suppositions: readonly Supposition[],
  idOf: (at: number) => string,
): readonly Supposition[] | Refusal => {
  const told = suppositions.flatMap((supposition, at): readonly WithFact[] =>
    'fact' in supposition
      ? [{ at, factId: 'factId' in supposition ? supposition.factId : idOf(at), fact: supposition.fact }]
      : [],
  );
  const resolved = resolveRefs(
    told.map(({ fact }) => fact),
    told.map(({ factId }) => factId),
  );
  if (!resolved.ok) {
    const pathOf = (path: string): string =>
      path.replace(/^\/facts\/(\d+)/, (_all, index) => `/suppositions/${told[Number(index)]?.at ?? 0}/fact`);
    return { rejection: { kind: 'invalid', issues: resolved.issues }, at: 0, pathOf };
  }
  const factAt = new Map(told.map(({ at }, index) => [at, resolved.value[index] as Fact]));
  return suppositions.map((supposition, at) =>
    'fact' in supposition ? { ...supposition, fact: factAt.get(at) as Fact } : supposition,
  );
};

/** The decision names the statement that it corrects: here always the last one. */
const correctionOf = (correction: Correction, { facts }: Patient): Decide => {
  const { factId } = correction;
  const supersedes = facts.get(factId)?.revision ?? 0;
  switch (correction.statement) {
    case 'amended':
      return amendFact({ factId, supersedes, change: 'corrected', reason: REASON, fact: correction.fact });
    case 'retracted':
      return retractFact({ factId, supersedes, reason: 'entered-in-error', note: REASON });
    case 'reinstated':
      return reinstateFact({ factId, supersedes, reason: REASON });
  }
};

const decisionOf = (step: Step, patient: Patient, idOf: (at: number) => string): Decide =>
  'facts' in step
    ? recordFacts(step.facts.map((fact, index) => ({ factId: idOf(step.at + index), fact })))
    : correctionOf(step.correction, patient);

const pathOf =
  (step: Step) =>
  (path: string): string =>
    'facts' in step
      ? path.replace(/^\/facts\/(\d+)/, (_all, index) => `/suppositions/${step.at + Number(index)}/fact`)
      : `/suppositions/${step.at}${path}`;

/**
 * The log as it would be if the suppositions were recorded, each decided as a recording decides it. The
 * log that is given stays as it is; the first refusal ends it.
 */
export const supposedLog = (
  patientId: string,
  log: PatientLog,
  suppositions: readonly Supposition[],
): Supposed => {
  const supposed: Logged[] = [...log];
  const last = supposed.at(-1) as Logged;
  const idOf = (at: number): string => deterministicId('supposed', patientId, at);
  const resolved = pointed(suppositions, idOf);
  if ('rejection' in resolved) return { refusal: resolved };
  for (const step of stepsOf(resolved)) {
    const patient = believedAt(supposed);
    const decided = decisionOf(step, patient, idOf)(patient, supposed);
    if (decided.kind === 'rejected')
      return { refusal: { rejection: decided.rejection, at: step.at, pathOf: pathOf(step) } };
    for (const statement of decided.statements)
      supposed.push({ ...last, revision: supposed.length, statement });
  }
  return { log: supposed };
};
