import type { Random } from './random';

/** JSON Schema as docs/openapi.json has it. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string;
  readonly format?: string;
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly examples?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly oneOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly allOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly 'x-reference'?: string;
  readonly 'x-kinds'?: readonly string[];
}

/** Ids that were answered before: what a value may point to. */
export interface Known {
  readonly patientIds: readonly string[];
  readonly facts: ReadonlyMap<string, { readonly kind: string }>;
}

export const DATES = [
  '2024',
  '2024-02',
  '2024-02-29',
  '2019-07-14',
  '2021-05-03',
  '2022-11-30',
  '2025-01-01',
  '1900',
  '1900-01-01',
  '9999',
  '9999-12-31',
] as const;

const INSTANTS = ['2024-05-03T10:00:00Z', '2030-01-01T00:00:00+14:00', '9999-12-31T23:59:59Z'] as const;
const FORMATS: Readonly<Record<string, readonly string[]>> = {
  'partial-date': DATES,
  instant: INSTANTS,
  'asserted-at': [...DATES, ...INSTANTS],
};
const TEXTS = [
  'x',
  'a "quoted" text',
  '脑膜转移',
  '\u0000',
  '\ud800',
  'constructor',
  '<script>alert(1)</script>',
  '=1+1',
  'ref:r1',
  'L858R',
  'T790M',
  'EGFR',
  '10:00',
  'p.(Leu858Arg)',
  'EML4::ALK',
  'investigator',
  '2.16.840',
  '1.2.840',
  '9'.repeat(320),
  'n'.repeat(400),
] as const;

const textsOf = ({ pattern = '', maxLength = Infinity }: Schema): readonly string[] =>
  TEXTS.filter((text) => text.length <= maxLength && new RegExp(pattern).test(text));

/** By the name of a property, where its schema says less than a clinic would. */
const NAMED: Readonly<Record<string, readonly unknown[]>> = {
  specimenId: ['s1', 's2', 's3'],
  lesionId: ['l1', 'l2', 'l3'],
  gene: ['EGFR', 'ALK', 'MET', 'KRAS'],
  alteration: ['L858R', 'T790M', 'C797S', 'exon 19 deletion', 'EML4-ALK', 'amplification', '\u0000'],
  ref: ['r1', 'r2', 'r3'],
  offset: ['P2W', '-P3M', 'P1Y', 'P280000Y', '-P1974Y', 'P7000Y', '-P99999999D', 'P0D', 'two cycles later'],
  url: ['https://receiver.invalid/signals', 'http://127.0.0.1:1', 'ftp://x', 'x'],
};
const INHERITED = Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__');
/** Whatever no schema asks for. */
const ODD: readonly unknown[] = [
  null,
  [],
  {},
  [[]],
  [[[]]],
  [null],
  '',
  -1,
  '2024-13',
  1e9,
  0.1,
  1e300,
  true,
  { hasOwnProperty: 1 },
  { constructor: { prototype: {} } },
  { length: 1 },
  'raw:deep',
  'raw:deepest',
  'raw:overflow',
  'raw:long',
  'raw:proto',
];
/** What JSON.stringify never writes. */
const RAW: Readonly<Record<string, string>> = {
  'raw:deep': '{"a":'.repeat(40) + '1' + '}'.repeat(40),
  'raw:deepest': '['.repeat(5000) + ']'.repeat(5000),
  'raw:overflow': '1e400',
  'raw:long': '9007199254740993',
  'raw:proto': '{"__proto__":{"x":1}}',
};

/** Values of the schemas of one document: mostly what they take, and often on the edge of it. */
export class Values {
  constructor(
    private readonly random: Random,
    private readonly schemas: Readonly<Record<string, Schema>>,
    readonly known: Known,
  ) {}

  of(schema: Schema, name = ''): unknown {
    const { random } = this;
    const options = schema.oneOf ?? schema.anyOf ?? schema.allOf ?? [];
    if (schema.$ref !== undefined) return this.of(this.named(schema.$ref));
    if (options.length > 0) return this.of(random.pick(options), name);
    if (schema['x-reference'] === 'fact') return this.reference(schema);
    const usual = this.usual(schema, name);
    return usual ? random.pick(usual) : this.ofType(schema);
  }

  private named(reference: string): Schema {
    return this.schemas[reference.slice(reference.lastIndexOf('/') + 1)] as Schema;
  }

  private usual(schema: Schema, name: string): readonly unknown[] | undefined {
    if (name === 'toPatientId') return [...this.known.patientIds, 'nobody'];
    return 'const' in schema ? [schema.const] : (schema.enum ?? NAMED[name] ?? schema.examples);
  }

  private reference({ 'x-kinds': kinds }: Schema): string {
    const fitting = [...this.known.facts].filter(([, { kind }]) => kinds?.includes(kind) ?? true);
    const ids = fitting.map(([factId]) => factId);
    return this.random.chance(0.95) && ids.length > 0
      ? this.random.pick(ids)
      : this.random.pick(['ref:r1', 'no-such-fact']);
  }

  private ofType(schema: Schema): unknown {
    const { random } = this;
    const { minimum = 0, maximum = 1_000 } = schema;
    switch (schema.type) {
      case 'string':
        return random.pick(FORMATS[schema.format ?? ''] ?? textsOf(schema)) ?? 'x1';
      case 'integer':
        return random.pick([minimum, Math.min(minimum + random.below(6), maximum), maximum]);
      case 'number':
        return random.pick([minimum, 1, 2.5, 10, 12.25, maximum]);
      case 'boolean':
        return random.chance(0.5);
      case 'null':
        return null;
      case 'array':
        return Array.from({ length: (schema.minItems ?? 1) + random.below(2) }, () =>
          this.of(schema.items ?? {}),
        );
      default:
        return schema.properties || schema.patternProperties ? this.object(schema) : { x: this.free(3) };
    }
  }

  private object({ properties, required = [], patternProperties = {} }: Schema): unknown {
    if (!properties) return { x: this.of(Object.values(patternProperties)[0] ?? {}) };
    // A fact has its day of its own, or by its distance from another.
    const how = this.random.chance(0.8) ? 'occurredOn' : 'relativeTo';
    const chosen = Object.entries(properties).filter(
      ([name]) => required.includes(name) || name === how || this.random.chance(0.2),
    );
    const made = Object.fromEntries(chosen.map(([name, schema]) => [name, this.of(schema, name)]));
    const [earliest, latest] = [made['earliest'], made['latest']].sort();
    return latest === undefined ? made : { ...made, earliest, latest };
  }

  /** A structure of no schema. */
  private free(levels: number): unknown {
    const { random } = this;
    if (levels === 0 || random.chance(0.3)) return random.pick([...TEXTS, 1, 0.1, null, true]);
    const count = random.below(4);
    return random.chance(0.3)
      ? Array.from({ length: count }, () => this.free(levels - 1))
      : Object.fromEntries(
          Array.from({ length: count }, () => [random.pick(TEXTS), this.free(levels - 1)] as const),
        );
  }

  /** The value with one thing in it that is not as the schema has it. */
  damaged(value: unknown): unknown {
    const { random } = this;
    if (typeof value !== 'object' || value === null || random.chance(0.15)) return random.pick(ODD);
    if (Array.isArray(value)) {
      const at = random.below(value.length);
      return value.length === 0
        ? [random.pick(ODD)]
        : value.map((item, index) => (index === at ? this.damaged(item) : item));
    }
    if (random.chance(0.2)) return { ...value, [random.pick(INHERITED)]: 1 };
    const names = Object.keys(value);
    const chosen = random.pick(names);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, name === chosen ? this.damaged(member) : member]),
    );
  }

  /** As it is sent; sometimes with a name twice, or cut off. */
  text(value: unknown): string {
    const { random } = this;
    const text = JSON.stringify(value).replace(/"(raw:\w+)"/g, (whole, name: string) => RAW[name] ?? whole);
    if (random.chance(0.02)) return text.replace(/("[a-zA-Z]+":)/, '$1null,$1');
    return random.chance(0.01) ? text.slice(0, random.below(text.length)) : text;
  }
}
