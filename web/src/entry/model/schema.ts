/** JSON Schema as the service serves it for forms: what it marks beside the standard is named here. */
export interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly string[];
  /** Units that are suggested; the service takes others too. */
  readonly examples?: readonly string[];
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly patternProperties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly minItems?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly format?: string;
  readonly description?: string;
  readonly mend?: string;
  readonly 'x-reference'?: 'fact' | 'specimen';
  readonly 'x-kinds'?: readonly string[];
  readonly 'x-dimensions'?: readonly string[];
}

export interface KindOfFact {
  readonly kind: string;
  readonly title: string;
  readonly group: string;
  readonly schema: string;
}

export interface KindsAnswer {
  readonly kinds: readonly KindOfFact[];
}
