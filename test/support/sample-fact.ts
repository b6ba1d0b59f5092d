import type { TSchema } from '@sinclair/typebox';
import { factSchemaOf, type FactKind } from '@leptotrace/clinical';

const BY_FORMAT: Readonly<Record<string, string>> = {
  'partial-date': '2024-03',
  'asserted-at': '2024-03-02',
  instant: '2024-03-02T10:00:00Z',
};
const PATTERN_SAMPLES = ['x1', 'EGFR', '10:00', '1.2.840'] as const;

const textOf = (schema: TSchema): string => {
  const { format, pattern } = schema as { format?: string; pattern?: string };
  if (format) return BY_FORMAT[format] ?? 'x';
  return PATTERN_SAMPLES.find((text) => pattern === undefined || new RegExp(pattern).test(text)) ?? 'x';
};

const objectOf = (schema: TSchema): unknown =>
  Object.fromEntries(
    Object.entries((schema['properties'] ?? {}) as Record<string, TSchema>).map(([name, member]) => [
      name,
      sample(member),
    ]),
  );

/** A value that the schema takes, with every optional member there. */
export const sample = (schema: TSchema): unknown => {
  if ('const' in schema) return schema['const'];
  const listed = (schema['enum'] ?? schema['examples']) as readonly unknown[] | undefined;
  if (listed) return listed[0];
  if (schema['anyOf']) return sample((schema['anyOf'] as readonly TSchema[])[0] as TSchema);
  switch (schema['type']) {
    case 'string':
      return textOf(schema);
    case 'integer':
    case 'number':
      return (schema['minimum'] as number | undefined) ?? 1;
    case 'boolean':
      return true;
    case 'array':
      return [sample(schema['items'] as TSchema)];
    case 'object':
      return 'properties' in schema ? objectOf(schema) : { said: 'x' };
    default:
      return 'x';
  }
};

/** A fact of the kind with every field that it can have. */
export const sampleFact = (kind: FactKind): Record<string, unknown> =>
  sample(factSchemaOf(kind)) as Record<string, unknown>;
