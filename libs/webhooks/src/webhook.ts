import { Type, type Static, type TSchema } from '@sinclair/typebox';
import { SIGNAL_TYPES } from '@leptotrace/signals';

const oneOf = <const T extends readonly string[]>(values: T) =>
  Type.Union(values.map((value) => Type.Literal(value as T[number])));
const listOf = <S extends TSchema>(items: S, mend: string) =>
  Type.Optional(Type.Array(items, { minItems: 1, maxItems: 100, uniqueItems: true, mend }));
const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()]);
const closed = { additionalProperties: false };
const name = Type.String({ minLength: 1, maxLength: 200 });

export const COMPARTMENTS = ['cns', 'non-cns', 'both', 'csf', 'plasma', 'tissue'] as const;

/** Every part that is given must fit; a part that is left out lets everything through. */
export const filterSchema = Type.Object(
  {
    types: listOf(oneOf(SIGNAL_TYPES), `Send a list of ${SIGNAL_TYPES.join(', ')}.`),
    /** Of the disease, or of the sample that shows a resistance. */
    compartments: listOf(oneOf(COMPARTMENTS), `Send a list of ${COMPARTMENTS.join(', ')}.`),
    /** Of a resistance: the rules of the table of effects. */
    criteria: listOf(name, 'Send a list of criteria, as RANO_BM_2015.'),
    studies: listOf(name, 'Send a list of the studies that patients were registered for.'),
  },
  closed,
);
export type WebhookFilter = Static<typeof filterSchema>;

export const SEQUENCE_PATTERN = '^(\\d{20}|\\d{40})$';
const sequence = Type.String({ pattern: SEQUENCE_PATTERN });
const payload = oneOf(['reference', 'full']);

const createdSchema = Type.Object(
  {
    url: Type.String(),
    payload,
    filter: filterSchema,
    /** Sequence that it begins behind; at the first signal when `null`. */
    after: orNull(sequence),
  },
  closed,
);

export const attemptSchema = Type.Object(
  {
    signalId: Type.String(),
    patientId: Type.String(),
    sequence,
    /** 1 is the first; 0 for one that was held before it was tried. */
    attempt: Type.Integer({ minimum: 0 }),
    outcome: oneOf(['delivered', 'failed', 'held', 'dead-lettered']),
    /** Of the HTTP answer, if there was one. */
    status: orNull(Type.Integer()),
    /** Why it failed. */
    reason: orNull(Type.String()),
    at: Type.String(),
    /** When it is tried again. */
    dueAt: orNull(Type.String()),
    /** Sent for the second time by request, out of the dead letters. */
    redriven: Type.Boolean(),
    /** Later signals of the patient are still to be sent behind this one. */
    more: Type.Boolean(),
  },
  closed,
);
export type Attempt = Static<typeof attemptSchema>;

/** One round: what was tried, and how far the feed is settled but for what waits. */
const attemptsSchema = Type.Object(
  {
    from: orNull(sequence),
    through: orNull(sequence),
    attempts: Type.Array(attemptSchema),
    /** The receiver asked to be left alone so long. */
    notBefore: orNull(Type.String()),
    /** Patients that waited and have no signals any more: they were erased. */
    dropped: Type.Array(Type.String()),
  },
  closed,
);

export const WEBHOOK_EVENTS = {
  WebhookCreated: createdSchema,
  AttemptsMade: attemptsSchema,
  WebhookPaused: Type.Object({ reason: oneOf(['asked', 'exhausted']) }, closed),
  WebhookResumed: Type.Object({}, closed),
  /** Nothing is sent any more: the receiver answered 410, or it was removed. */
  WebhookEnded: Type.Object({ reason: oneOf(['gone', 'removed']) }, closed),
  WebhookKeyRotated: Type.Object({ version: Type.Integer({ minimum: 2 }), retireAt: Type.String() }, closed),
  RedriveAsked: Type.Object({ signalIds: Type.Array(Type.String(), { minItems: 1 }) }, closed),
  ReplayAsked: Type.Object({ after: orNull(sequence) }, closed),
} as const;

export type WebhookEventType = keyof typeof WEBHOOK_EVENTS;

/** What is appended to the stream of a webhook. */
export type WebhookStatement = {
  [Type in WebhookEventType]: { readonly type: Type; readonly data: Static<(typeof WEBHOOK_EVENTS)[Type]> };
}[WebhookEventType];

/** The same as it stands in the log. */
export type WebhookEntry = WebhookStatement & { readonly at: string; readonly actor: string };
