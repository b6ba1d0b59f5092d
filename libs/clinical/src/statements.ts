import { Type, type Static, type TObject, type TProperties } from '@sinclair/typebox';
import { code, count, factReference, identifier, list, partialDate, text } from './schema';
import type { Fact } from './facts';

/** Ids that become part of a stream's name. */
export const patientIdSchema = () =>
  Type.String({
    pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$',
    mend: 'Use 1 to 64 letters, digits or . _ - and begin with a letter or digit.',
  });

/** Set on a statement that comes from another log: what that log says of its recording. */
const originSchema = Type.Object(
  { recordedAt: Type.String({ format: 'instant' }), actor: text(120) },
  { additionalProperties: false, mend: 'Send {"recordedAt": instant, "actor": "…"}.' },
);

const provenance = {
  sourceKey: Type.Optional(
    text(300, {
      description: 'Names the row of the source that said so; the same row is never taken twice.',
    }),
  ),
  origin: Type.Optional(originSchema),
};

export const AMENDMENT_CHANGES = ['corrected', 'amended'] as const;
export const RETRACTION_REASONS = [
  'entered-in-error',
  'wrong-patient',
  'duplicate',
  'withdrawn-by-source',
] as const;

export const registrationProperties = {
  study: Type.Optional(identifier({ description: 'Study or registry.' })),
  site: Type.Optional(identifier({ description: 'Site of care.' })),
  pseudonym: Type.Optional(identifier({ description: 'Never a name, a record number or a birth date.' })),
  sex: Type.Optional(code(['female', 'male', 'other', 'unknown'])),
  yearOfBirth: Type.Optional(Type.Integer({ minimum: 1900, maximum: 2100, mend: 'Send a year, as 1958.' })),
  ageAtDiagnosis: Type.Optional(
    Type.Integer({ minimum: 0, maximum: 120, mend: 'Send whole years, 0 to 120.' }),
  ),
  attribution: Type.Optional(text(400, { description: 'To be shown wherever the course is shown.' })),
};

export const amendmentProperties = {
  supersedes: count(),
  change: code(AMENDMENT_CHANGES, { description: 'corrected: it was wrong; amended: it was added to.' }),
  reason: text(1000),
};

export const retractionProperties = {
  supersedes: count(),
  reason: code(RETRACTION_REASONS),
  note: Type.Optional(text(1000)),
};

export const reinstatementProperties = { supersedes: count(), reason: text(1000) };

export const decisionProperties = {
  on: partialDate({ description: 'The clinical day of the meeting.' }),
  question: text(2000),
  decision: text(4000),
  options: Type.Optional(list(text(1000), 20)),
  participants: Type.Optional(list(text(120), 40, { description: 'Roles, never names.' })),
  followUpDue: Type.Optional(partialDate()),
};

const movedTo = Type.Object(
  { patientId: patientIdSchema(), factId: identifier() },
  { additionalProperties: false },
);

const statementSchema = <const N extends string, P extends TProperties>(statement: N, properties: P) =>
  Type.Object(
    { statement: Type.Literal(statement), ...properties, ...provenance },
    { additionalProperties: false },
  );

/** Checked apart, by `decodeFact`, which names the path inside the one kind that is meant. */
const factHeld = Type.Unsafe<Fact>(Type.Object({ kind: Type.String() }));

export const STATEMENT_SCHEMAS = {
  registered: statementSchema('registered', registrationProperties),
  recorded: statementSchema('recorded', { factId: identifier(), fact: factHeld }),
  amended: statementSchema('amended', {
    factId: factReference('the fact'),
    ...amendmentProperties,
    fact: factHeld,
  }),
  retracted: statementSchema('retracted', {
    factId: factReference('the fact'),
    ...retractionProperties,
    movedTo: Type.Optional(movedTo),
  }),
  reinstated: statementSchema('reinstated', {
    factId: factReference('the fact'),
    ...reinstatementProperties,
  }),
  decided: statementSchema('decided', {
    decisionId: identifier(),
    knownRevision: count(),
    ...decisionProperties,
  }),
  erased: statementSchema('erased', { scope: code(['identity', 'all']), legalBasis: text(400) }),
} as const satisfies Readonly<Record<string, TObject>>;

export type StatementName = keyof typeof STATEMENT_SCHEMAS;
export type StatementOf<N extends StatementName> = Readonly<Static<(typeof STATEMENT_SCHEMAS)[N]>>;

/**
 * Everything that can be said in a patient's stream. A fact is recorded once and then only spoken
 * about: amended, retracted, reinstated. `supersedes` is the revision of the last statement about the
 * fact, so that two corrections cannot pass each other unseen.
 */
export type PatientStatement = { [N in StatementName]: StatementOf<N> }[StatementName];
