import { Type, type Static, type TObject, type TProperties } from '@sinclair/typebox';
import { COMMON_PROPERTIES, type CommonPart } from './common';
import { diagnosisKinds } from './kinds/diagnosis';
import { examinationKinds } from './kinds/examination';
import { imagingKinds } from './kinds/imaging';
import { outcomeKinds } from './kinds/outcome';
import { specimenKinds } from './kinds/specimens';
import { therapyKinds } from './kinds/therapy';
import { dateOrderIssues } from './date-order';
import { decoderOf, type Decoder } from './schema';

/** Kinds of facts by topic, in the order in which a course is told. */
const TOPICS = {
  diagnosis: diagnosisKinds,
  specimens: specimenKinds,
  imaging: imagingKinds,
  examination: examinationKinds,
  therapy: therapyKinds,
  outcome: outcomeKinds,
} as const;

export type FactTopic = keyof typeof TOPICS;

/** Every kind of clinical fact, by the name of the event that records it. */
export const FACT_KINDS = {
  ...TOPICS.diagnosis,
  ...TOPICS.specimens,
  ...TOPICS.imaging,
  ...TOPICS.examination,
  ...TOPICS.therapy,
  ...TOPICS.outcome,
} as const satisfies Readonly<Record<string, { readonly title: string; readonly properties: TProperties }>>;

export type FactKind = keyof typeof FACT_KINDS;
export const FACT_KIND_NAMES = Object.keys(FACT_KINDS) as readonly FactKind[];

export const isFactKind = (name: string): name is FactKind => Object.hasOwn(FACT_KINDS, name);

export const topicOf = (kind: FactKind): FactTopic =>
  (Object.keys(TOPICS) as FactTopic[]).find((topic) => Object.hasOwn(TOPICS[topic], kind)) as FactTopic;

type Payload<K extends FactKind> = Static<TObject<(typeof FACT_KINDS)[K]['properties']>>;

/** A fact of one kind: its common part and its payload, flat. */
export type FactOf<K extends FactKind> = { readonly kind: K } & Readonly<CommonPart> & Readonly<Payload<K>>;

/** One clinical statement about one patient, discriminated by `kind`. */
export type Fact = { [K in FactKind]: FactOf<K> }[FactKind];

/** JSON Schema of a whole fact, `kind` included; unknown fields are refused. */
export const factSchemaOf = (kind: FactKind): TObject =>
  Type.Object(
    { kind: Type.Literal(kind), ...COMMON_PROPERTIES, ...(FACT_KINDS[kind].properties as TProperties) },
    { additionalProperties: false, title: FACT_KINDS[kind].title, $id: kind },
  );

const DECODERS: ReadonlyMap<FactKind, Decoder<Fact>> = new Map(
  FACT_KIND_NAMES.map((kind) => [kind, decoderOf<Fact>(factSchemaOf(kind))]),
);

/** Decodes one fact by its kind: the value, or every issue with path and mend. */
export const decodeFact: Decoder<Fact> = (value) => {
  const kind = (value as { readonly kind?: unknown } | null)?.kind;
  const decoder = typeof kind === 'string' && isFactKind(kind) ? DECODERS.get(kind) : undefined;
  if (decoder) {
    const decoded = decoder(value);
    const issues = decoded.ok ? dateOrderIssues(decoded.value.occurredOn) : [];
    return issues.length > 0 ? { ok: false, issues } : decoded;
  }
  return {
    ok: false,
    issues: [
      {
        path: '/kind',
        message: `${JSON.stringify(kind) ?? 'nothing'} is not a kind of fact`,
        mend: `Use one of ${FACT_KIND_NAMES.join(', ')}.`,
      },
    ],
  };
};
