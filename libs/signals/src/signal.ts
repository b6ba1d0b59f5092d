import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { decoderOf } from '@leptotrace/clinical';
import type { Checked, JsonObject } from '@leptotrace/kernel';
import { SIGNAL_VERSION, upToDate } from './earlier-versions';

const texts = Type.Array(Type.String());
const day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const confirmation = Type.Union([Type.Literal('confirmed'), Type.Literal('provisional')]);
const orNull = <S extends TSchema>(schema: S, description?: string) =>
  Type.Union([schema, Type.Null()], description === undefined ? {} : { description });
const UNTOLD = 'Null in signals of a version that did not tell it.';

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
    confirmation,
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
    /** As `status` answers it. */
    confirmation: orNull(
      confirmation,
      'Null where there is nothing to confirm; of a CR or PR, in signals of a version that did not tell it.',
    ),
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
    state: Type.Union([Type.Literal('detected'), Type.Literal('cleared')]),
    /** Day of the first sample of the run of that state. */
    since: orNull(day),
    /**
     * Provisional: a finding that its sample or the other compartment leaves in doubt; a clearing that no
     * second negative far enough behind the first confirms.
     */
    confirmation: orNull(confirmation, UNTOLD),
    /** Drugs that the table of effects calls resistant: curated facts, no advice. */
    drugs: texts,
    /** Rules by which it does, or by which it is cleared. */
    criteria: orNull(texts, UNTOLD),
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

export type ProgressionSubject = Static<typeof progressionSchema>;
export type ResistanceSubject = Static<typeof resistanceSchema>;
export type Subject =
  ProgressionSubject | Static<typeof responseSchema> | ResistanceSubject | Static<typeof reviewSchema>;

export const SIGNAL_TYPES = [
  'ProgressionDetected',
  'ProgressionRevised',
  'ProgressionWithdrawn',
  'ResponseChanged',
  'ResistanceDetected',
  'ResistanceCleared',
  'ResistanceWithdrawn',
  'DecisionReviewSuggested',
] as const;
export type SignalType = (typeof SIGNAL_TYPES)[number];

/** What it is about: a later signal of the same key replaces this one. */
const key = Type.String();
const shared = {
  /** Id of the signal that this one replaces. */
  supersedes: orNull(Type.String()),
  /** Clinical day and patient's revision that it was derived for. */
  on: day,
  asOf: Type.Integer({ minimum: 0 }),
  ruleset: Type.Object({ id: Type.String(), digest: Type.String() }, { additionalProperties: false }),
};

/** `now` is what holds; `null` when it holds no more. */
const saying = <Now extends TSchema, Before extends TSchema>(now: Now, before: Before) =>
  Type.Object({ key, now, before, ...shared }, { additionalProperties: false });

const nothing = Type.Null();

/** What each type of signal may say: the schemas that are served, and that the log is read with. */
export const SIGNAL_SCHEMAS = {
  ProgressionDetected: saying(progressionSchema, nothing),
  ProgressionRevised: saying(progressionSchema, progressionSchema),
  ProgressionWithdrawn: saying(nothing, progressionSchema),
  ResponseChanged: saying(orNull(responseSchema), orNull(responseSchema)),
  ResistanceDetected: saying(resistanceSchema, orNull(resistanceSchema)),
  /** Its `now` is null only in signals of a version that called everything cleared that was gone. */
  ResistanceCleared: saying(orNull(resistanceSchema), resistanceSchema),
  ResistanceWithdrawn: saying(nothing, resistanceSchema),
  DecisionReviewSuggested: saying(reviewSchema, orNull(reviewSchema)),
} as const satisfies Readonly<Record<SignalType, TSchema>>;

/** What a signal says, without its type and place in the log. */
export interface SignalBody extends Omit<
  Static<(typeof SIGNAL_SCHEMAS)['ResponseChanged']>,
  'now' | 'before'
> {
  readonly now: Subject | null;
  readonly before: Subject | null;
}

export interface Signal extends SignalBody {
  readonly type: SignalType;
}

/** As it stands in the log of the patient's signals. */
export interface SentSignal extends Signal {
  readonly signalId: string;
}

const decoders = new Map(
  Object.entries(SIGNAL_SCHEMAS).map(([type, schema]) => [type, decoderOf<SignalBody>(schema)]),
);

/** A signal as it is stored. */
export interface StoredSignal {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
}

const malformed = (path: string, message: string): Checked<SignalBody> => ({
  ok: false,
  issues: [{ path, message, mend: 'The log is read only by the version that wrote it or a later one.' }],
});

/** Decodes a stored signal on every read; older versions are brought up to date first. */
export const decodeSignal = ({ type, schemaVersion, data }: StoredSignal): Checked<SignalBody> => {
  const decode = decoders.get(type);
  if (!decode) return malformed('/type', `${type} is not a signal`);
  if (schemaVersion > SIGNAL_VERSION)
    return malformed('/schemaVersion', `version ${schemaVersion} is newer than ${SIGNAL_VERSION}`);
  return decode(upToDate(data, schemaVersion));
};
