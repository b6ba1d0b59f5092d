import { Type, type Static } from '@sinclair/typebox';
import { decoderOf } from '@leptotrace/clinical';

const texts = Type.Array(Type.String());
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });

/** A progression that an endpoint counts as its event; `both` is the bicompartmental one. */
export const progressionSchema = Type.Object(
  {
    what: Type.Literal('progression'),
    compartment: Type.Union([Type.Literal('cns'), Type.Literal('non-cns'), Type.Literal('both')]),
    endpoint: Type.String(),
    date: day,
    /** Where partial dates leave the day open. */
    dates: Type.Object({ from: day, to: day }, { additionalProperties: false }),
    /** Provisional: facts that may change it cannot be placed. */
    confirmation: Type.Union([Type.Literal('confirmed'), Type.Literal('provisional')]),
    /** Criteria whose progression of that day decides. */
    criteria: texts,
    facts: texts,
  },
  { additionalProperties: false },
);

export const responseSchema = Type.Object(
  {
    what: Type.Literal('response'),
    compartment: Type.Union([Type.Literal('cns'), Type.Literal('non-cns')]),
    criterion: Type.String(),
    value: Type.String(),
    date: day,
    facts: texts,
  },
  { additionalProperties: false },
);

export const resistanceSchema = Type.Object(
  {
    what: Type.Literal('resistance'),
    compartment: Type.String(),
    alteration: Type.String(),
    since: Type.Union([day, Type.Null()]),
    /** Drugs that the table of effects calls resistant: curated facts, no advice. */
    drugs: texts,
    facts: texts,
  },
  { additionalProperties: false },
);

export const reviewSchema = Type.Object(
  {
    what: Type.Literal('review'),
    decisionId: Type.String(),
    /** Revisions of the statements that touch what the decision stood on. */
    because: Type.Array(Type.Integer()),
    facts: texts,
  },
  { additionalProperties: false },
);

export const subjectSchema = Type.Union([progressionSchema, responseSchema, resistanceSchema, reviewSchema]);

export type ProgressionSubject = Static<typeof progressionSchema>;
export type Subject = Static<typeof subjectSchema>;

export const SIGNAL_TYPES = [
  'ProgressionDetected',
  'ProgressionRevised',
  'ProgressionWithdrawn',
  'ResponseChanged',
  'ResistanceDetected',
  'ResistanceCleared',
  'DecisionReviewSuggested',
] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

export const signalSchema = Type.Object(
  {
    /** What it is about: a later signal of the same key replaces this one. */
    key: Type.String(),
    /** What holds now; `null` when it holds no more. */
    now: Type.Union([subjectSchema, Type.Null()]),
    before: Type.Union([subjectSchema, Type.Null()]),
    /** Id of the signal that this one replaces. */
    supersedes: Type.Union([Type.String(), Type.Null()]),
    /** Clinical day and patient's revision that it was derived for. */
    on: day,
    asOf: Type.Integer({ minimum: 0 }),
    ruleset: Type.Object({ id: Type.String(), digest: Type.String() }, { additionalProperties: false }),
  },
  { additionalProperties: false },
);

/** What a signal says, without its type and place in the log. */
export type SignalBody = Static<typeof signalSchema>;

export interface Signal extends SignalBody {
  readonly type: SignalType;
}

/** As it stands in the log of the patient's signals. */
export interface SentSignal extends Signal {
  readonly signalId: string;
}

export const decodeSignal = decoderOf<SignalBody>(signalSchema);
