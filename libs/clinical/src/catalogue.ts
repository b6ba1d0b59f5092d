import type { Checked, Issue, JsonObject } from '@leptotrace/kernel';
import { decodeFact, isFactKind } from './facts';
import { decoderOf, type Decoder } from './schema';
import { STATEMENT_SCHEMAS, type PatientStatement, type StatementName } from './statements';

/** An event as it is stored: the type is the kind of fact, or what was said about one. */
export interface StoredPayload {
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: JsonObject;
}

const TYPE_OF_STATEMENT = {
  registered: 'PatientRegistered',
  amended: 'FactAmended',
  retracted: 'FactRetracted',
  reinstated: 'FactReinstated',
  decided: 'BoardDecisionMade',
  erased: 'PatientErased',
} as const satisfies Readonly<Record<Exclude<StatementName, 'recorded'>, string>>;

const STATEMENT_OF_TYPE: ReadonlyMap<string, StatementName> = new Map(
  Object.entries(TYPE_OF_STATEMENT).map(([statement, type]) => [type, statement as StatementName]),
);

/** Turns the data of one version into that of the next. */
type Upcaster = (data: JsonObject) => JsonObject;

/** Current version and the way up from older ones, by event type. Types not named are at version 1. */
const VERSIONS: Readonly<Record<string, { readonly current: number; readonly up: readonly Upcaster[] }>> = {};

const currentVersionOf = (type: string): number => VERSIONS[type]?.current ?? 1;

const statementNameOf = (type: string): StatementName | null =>
  isFactKind(type) ? 'recorded' : (STATEMENT_OF_TYPE.get(type) ?? null);

/** The event types that a patient's stream may hold. */
export const eventTypeOf = (statement: PatientStatement): string =>
  statement.statement === 'recorded' ? statement.fact.kind : TYPE_OF_STATEMENT[statement.statement];

/** What goes into the log for a statement. */
export const encodeStatement = (statement: PatientStatement): StoredPayload => {
  const { statement: _name, ...data } = statement;
  const type = eventTypeOf(statement);
  return { type, schemaVersion: currentVersionOf(type), data: data as unknown as JsonObject };
};

const DECODERS = Object.fromEntries(
  Object.entries(STATEMENT_SCHEMAS).map(([name, schema]) => [name, decoderOf(schema)]),
) as Readonly<Record<StatementName, Decoder<PatientStatement>>>;

const under = (path: string, issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: path + issue.path }));

/** Decodes any statement, the fact inside included: the value, or every issue with path and mend. */
export const decodeStatement = (value: unknown): Checked<PatientStatement> => {
  const name = (value as { readonly statement?: unknown } | null)?.statement;
  if (typeof name !== 'string' || !Object.hasOwn(DECODERS, name)) {
    const mend = `Use one of ${Object.keys(STATEMENT_SCHEMAS).join(', ')}.`;
    return { ok: false, issues: [{ path: '/statement', message: 'not a kind of statement', mend }] };
  }
  const decoded = DECODERS[name as StatementName](value);
  if (!decoded.ok || !('fact' in decoded.value)) return decoded;
  const fact = decodeFact(decoded.value.fact);
  return fact.ok ? decoded : { ok: false, issues: under('/fact', fact.issues) };
};

const malformed = (path: string, message: string): Checked<PatientStatement> => ({
  ok: false,
  issues: [{ path, message, mend: 'The log is read only by the version that wrote it or a later one.' }],
});

/** Decodes a stored event on every read; older versions are brought up to date first. */
export const decodePayload = ({ type, schemaVersion, data }: StoredPayload): Checked<PatientStatement> => {
  const statement = statementNameOf(type);
  if (!statement) return malformed('/type', `${type} is not an event of a patient's stream`);
  const current = currentVersionOf(type);
  if (schemaVersion > current)
    return malformed('/schemaVersion', `version ${schemaVersion} is newer than ${current}`);
  const upcasters = VERSIONS[type]?.up.slice(schemaVersion - 1) ?? [];
  const upToDate = upcasters.reduce((older, up) => up(older), data);
  return decodeStatement({ statement, ...upToDate });
};
