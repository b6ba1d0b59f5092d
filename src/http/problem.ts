import type { Issue } from '@leptotrace/kernel';
import type { Rejection } from '@leptotrace/timeline';
import type { PatientOutcome } from '../patients/patient-streams';

/** RFC 9457. `errors` names each field and the mend; `type` is stable and may be matched on. */
export interface ProblemDetails {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly errors?: readonly Issue[];
  readonly [extension: string]: unknown;
}

const PROBLEMS = {
  'invalid-request': [400, 'The request cannot be taken as it is'],
  'unknown-patient': [404, 'There is no such patient'],
  'unknown-fact': [404, 'The patient has no such fact'],
  'unknown-decision': [404, 'The patient has no such decision'],
  'unknown-endpoint': [404, 'There is no such value'],
  'unknown-ruleset': [404, 'There is no such ruleset'],
  'unknown-webhook': [404, 'There is no such webhook'],
  'not-found': [404, 'There is nothing at this address'],
  'already-registered': [409, 'The patient is registered already'],
  'duplicate-fact': [409, 'The fact is recorded already'],
  superseded: [409, 'The fact has been spoken about since'],
  'already-retracted': [409, 'The fact is retracted'],
  'not-retracted': [409, 'The fact is not retracted'],
  'too-many-webhooks': [409, 'There are as many webhooks as there may be'],
  'webhook-ended': [409, 'The webhook has ended'],
  quarantined: [409, 'What is recorded of the patient cannot be read or derived'],
  conflict: [409, 'Too many writers at once'],
  erased: [410, 'The patient was erased'],
  'revision-mismatch': [412, 'The patient has changed since'],
  'request-timeout': [408, 'The request did not come to its end in time'],
  'too-large': [413, 'The body is too large'],
  'uri-too-long': [414, 'The address is too long'],
  'unsupported-media-type': [415, 'The body is not of a type that is read here'],
  'command-id-reused': [422, 'The Idempotency-Key was used for something else'],
  'wrong-host': [421, 'The request was meant for another host'],
  'headers-too-large': [431, 'The headers are too large'],
  'not-configured': [501, 'This instance is not configured for it'],
  'too-many-requests': [429, 'Too much at once from one client'],
  overloaded: [503, 'Too much at once'],
  unavailable: [503, 'The event log does not answer'],
  'read-models-unavailable': [503, 'The read models do not answer'],
  clock: [503, 'What is recorded is ahead of the clock'],
  behind: [503, 'The read model has not come that far'],
  'proxy-required': [401, 'The request did not come through the proxy that signs users in'],
  'actor-required': [401, 'The proxy did not say who is signed in'],
  'malformed-event': [500, 'An event in the log cannot be read'],
  internal: [500, 'Something went wrong here'],
} as const;

export type ProblemType = keyof typeof PROBLEMS;

export class Problem extends Error {
  readonly details: ProblemDetails;

  constructor(type: ProblemType, detail: string, extensions: Readonly<Record<string, unknown>> = {}) {
    super(detail);
    const [status, title] = PROBLEMS[type];
    this.details = { type: `urn:leptotrace:problem:${type}`, title, status, detail, ...extensions };
  }
}

export const invalid = (errors: readonly Issue[]): Problem =>
  new Problem(
    'invalid-request',
    errors[0] ? `${errors[0].path}: ${errors[0].message}. ${errors[0].mend}` : 'invalid',
    {
      errors,
    },
  );

export const invalidAt = (path: string, message: string, mend: string): Problem =>
  invalid([{ path, message, mend }]);

type Of<K extends Rejection['kind']> = Extract<Rejection, { readonly kind: K }>;

const superseded = ({ factId, named, current }: Of<'superseded'>): Problem =>
  new Problem(
    'superseded',
    `Revision ${named} of fact ${factId} is not its last statement; revision ${current} is. ` +
      `Read the fact's history, then send supersedes: ${current}.`,
    {
      current,
      errors: [
        {
          path: '/supersedes',
          message: 'an older statement',
          mend: `Read the history, then send ${current}.`,
        },
      ],
    },
  );

const FACT_MENDS = {
  'unknown-fact': 'is not there. Read the timeline for the ids.',
  'duplicate-fact': 'is there already. Amend it, or leave factId out.',
  'already-retracted': 'is retracted. Reinstate it first.',
  'not-retracted': 'is in force; there is nothing to reinstate.',
} as const;

const ofFact = ({ kind, factId }: Of<keyof typeof FACT_MENDS>): Problem =>
  new Problem(kind, `Fact ${factId} ${FACT_MENDS[kind]}`);

/** What a refusal of the core is over HTTP. */
export const problemOf = (rejection: Rejection): Problem => {
  switch (rejection.kind) {
    case 'unknown-patient':
      return new Problem('unknown-patient', 'Register the patient first, or check the id.');
    case 'already-registered':
      return new Problem('already-registered', 'Use the patient that is there, or choose another patientId.');
    case 'erased':
      return new Problem('erased', 'Nothing more can be recorded about this patient.');
    case 'invalid':
      return invalid(rejection.issues);
    case 'unknown-fact':
    case 'already-retracted':
    case 'not-retracted':
    case 'duplicate-fact':
      return ofFact(rejection);
    case 'superseded':
      return superseded(rejection);
    default:
      rejection satisfies never;
      return new Problem('internal', 'refused');
  }
};

export type Done = Extract<PatientOutcome, { kind: 'done' }>;

/** The outcome of a command, or the problem that it is. @throws Problem */
export const doneOrProblem = (outcome: PatientOutcome): Done => {
  switch (outcome.kind) {
    case 'done':
      return outcome;
    case 'rejected':
      throw problemOf(outcome.rejection);
    case 'revision-mismatch':
      throw new Problem(
        'revision-mismatch',
        `The patient is at revision r${outcome.actual}, If-Match names r${outcome.expected}. Read again, then decide again.`,
        { current: outcome.actual },
      );
    case 'busy':
      throw new Problem('conflict', 'Other writers came first, five times over. Try again.');
    case 'command-id-reused':
      throw new Problem(
        'command-id-reused',
        'Send a new Idempotency-Key with a new request; repeat a request unchanged.',
      );
    case 'quarantined':
      throw new Problem(
        'quarantined',
        `From revision r${outcome.revision} on: ${outcome.reason}. Nothing more is recorded until it is mended; see leptotrace quarantine.`,
        { revision: outcome.revision },
      );
    case 'sealed':
      throw new Problem('erased', 'The stream of this patient is closed.');
    default:
      outcome satisfies never;
      throw new Problem('internal', 'unknown outcome');
  }
};
