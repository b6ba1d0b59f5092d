import { Type, type TObject } from '@sinclair/typebox';
import {
  amendmentProperties,
  FACT_KIND_NAMES,
  FACT_KINDS,
  factSchemaOf,
  reinstatementProperties,
  retractionProperties,
  topicOf,
  type FactKind,
  type FactTopic,
} from '@leptotrace/clinical';
import { digestOf, type JsonObject } from '@leptotrace/kernel';
import { decisionSchema } from '../boards/decision.controller';
import { registrationSchema } from '../patients/register-patient/register-patient.controller';
import { schemaUri } from '../signals/schemas';
import { RESEARCH_USE } from '../timelines/timeline.answer';

/** A JSON Schema as it is served; the version is the digest of its content. */
export interface SchemaDocument {
  readonly version: string;
  readonly schema: JsonObject;
}

export interface KindOfFact {
  readonly kind: FactKind;
  readonly title: string;
  readonly group: FactTopic;
  /** Where its schema is, under an address of which the content never changes. */
  readonly schema: string;
}

const wholeFact = () =>
  Type.Unsafe<unknown>({
    type: 'object',
    properties: { kind: { type: 'string', enum: [...FACT_KIND_NAMES] } },
    required: ['kind'],
    description: 'The whole fact as it should be, as its kind describes it.',
  });

/** What the requests about a patient take, made of the same properties as their checks. */
const BODIES: Readonly<Record<string, TObject>> = {
  registration: registrationSchema,
  amendment: Type.Object({ ...amendmentProperties, fact: wholeFact() }),
  retraction: Type.Object(retractionProperties),
  reinstatement: Type.Object(reinstatementProperties),
  decision: decisionSchema,
};

export const BODY_NAMES: readonly string[] = Object.keys(BODIES);

const documentOf = (name: string, schema: TObject): SchemaDocument => {
  // What JSON does not hold is of use to the compiler of the checks alone.
  const plain = JSON.parse(JSON.stringify({ ...schema, additionalProperties: false })) as JsonObject;
  const document: JsonObject = {
    ...plain,
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: schemaUri(name),
    $comment: RESEARCH_USE,
  };
  return { version: digestOf(document), schema: document };
};

const FACTS: ReadonlyMap<string, SchemaDocument> = new Map(
  FACT_KIND_NAMES.map((kind) => [kind, documentOf(kind, factSchemaOf(kind))]),
);
const STATEMENTS: ReadonlyMap<string, SchemaDocument> = new Map(
  Object.entries(BODIES).map(([name, schema]) => [name, documentOf(name, schema)]),
);

export const factSchema = (kind: string): SchemaDocument | undefined => FACTS.get(kind);
export const statementSchema = (name: string): SchemaDocument | undefined => STATEMENTS.get(name);

/** Every kind of fact, topic by topic. */
export const kindsOfFacts = (): readonly KindOfFact[] =>
  FACT_KIND_NAMES.map((kind) => ({
    kind,
    title: FACT_KINDS[kind].title,
    group: topicOf(kind),
    schema: `/v1/schemas/facts/${kind}?version=${FACTS.get(kind)?.version ?? ''}`,
  }));
