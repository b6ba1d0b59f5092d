import { Type, type Static } from '@sinclair/typebox';
import { decoderOf, patientIdSchema } from '@leptotrace/clinical';
import { rulesetHere, type OriginChoice } from '@leptotrace/derivation';
import { readNdjson } from '@leptotrace/interchange';
import {
  canonicalJson,
  parsePartialDate,
  UTC,
  type Checked,
  type Instant,
  type Issue,
  type JsonObject,
  type JsonValue,
} from '@leptotrace/kernel';
import type { Ruleset } from '@leptotrace/rules';
import type { PatientLog } from '@leptotrace/timeline';
import { CODE_DIGEST } from '../derivations/code-digest';
import { deriveAsked, type Asked } from '../derivations/derivations';
import { BUNDLE_FORMAT, bundleOf, bundleText, type Bundle } from './bundle';
import { firstDifference, type Difference } from './first-difference';

const day = Type.String({ format: 'partial-date', mend: 'Write a day, as 2021-05-03.' });

/** What has to be read before anything can be derived; the rest is compared. */
const bundleSchema = Type.Object({
  format: Type.Literal(BUNDLE_FORMAT),
  question: Type.Object({
    patientId: patientIdSchema(),
    paramcd: Type.String(),
    on: Type.Object({ from: day, to: day }),
    revision: Type.Integer({ minimum: 0 }),
    origin: Type.Union([
      Type.Literal('first-dose'),
      Type.Literal('current-line'),
      Type.Literal('lm-diagnosis'),
      Type.String({ pattern: '^fact:.{1,200}$' }),
    ]),
    mode: Type.Union([Type.Literal('FDA'), Type.Literal('EMA')]),
    reader: Type.Optional(Type.String({ minLength: 1, maxLength: 80 })),
  }),
  ruleset: Type.Object({
    name: Type.String(),
    version: Type.String(),
    title: Type.String(),
    configuration: Type.Record(Type.String(), Type.Unknown()),
  }),
  engine: Type.Object({
    code: Type.String({
      pattern: '^[0-9a-f]{64}$',
      mend: 'Take the file as it was downloaded; one that does not name its code is older than this check.',
    }),
  }),
  statements: Type.Array(Type.Object({}), { minItems: 1 }),
});

type Stated = Static<typeof bundleSchema>;

const decode = decoderOf<Stated>(bundleSchema);

/** Parts in the order in which one follows from those before: the first that differs is the cause. */
const PARTS = [
  ['format'],
  ['question'],
  ['engine'],
  ['ruleset'],
  ['statements'],
  ['digests', 'ruleset'],
  ['digests', 'statements'],
  ['value'],
  ['digests', 'derivation'],
  ['derivation'],
  ['rules'],
  [],
] as const;

export type BundleCheck =
  /** It cannot be derived again. */
  | { readonly kind: 'unreadable'; readonly issues: readonly Issue[] }
  | { readonly kind: 'same'; readonly replayed: Bundle }
  /** Another build made it, and this one derives the same. */
  | { readonly kind: 'same-value-other-code'; readonly replayed: Bundle }
  | {
      readonly kind: 'different';
      readonly replayed: Bundle;
      readonly first: Difference;
      /** Made by this build: then the file is not what was made. */
      readonly sameCode: boolean;
    };

const unreadable = (
  ...issues: readonly Issue[]
): { readonly ok: false; readonly issues: readonly Issue[] } => ({
  ok: false,
  issues,
});

const parse = (text: string): Checked<JsonObject> => {
  try {
    return { ok: true, value: JSON.parse(text) as JsonObject };
  } catch {
    return unreadable({ path: '', message: 'not JSON', mend: 'Take the file as it was downloaded.' });
  }
};

const rulesetOf = ({ ruleset: { name, version, title, configuration } }: Stated): Checked<Ruleset> => {
  const read = rulesetHere({ format: 'leptotrace-ruleset/1', name, version, title, configuration });
  return read.ok
    ? read
    : unreadable(...read.issues.map((issue) => ({ ...issue, path: `/ruleset${issue.path}` })));
};

const logOf = ({ statements, question }: Stated): Checked<PatientLog> => {
  const lines = statements.map((statement) => canonicalJson(statement as JsonObject));
  const { patients, issues } = readNdjson(lines.join('\n'));
  const found = [...issues, ...patients.flatMap((patient) => patient.issues)];
  if (found.length > 0)
    return unreadable(
      ...found.map(({ row, path, ...issue }) => ({ ...issue, path: `/statements/${row - 1}${path}` })),
    );
  const [patient] = patients;
  if (!patient || patients.length > 1 || patient.patientId !== question.patientId) {
    const mend = 'A bundle holds the statements about the patient of its question alone.';
    return unreadable({ path: '/statements', message: 'are about another patient', mend });
  }
  const said = patient.rows.flatMap((row) => row.statements);
  return {
    ok: true,
    value: said.map((statement, revision) => {
      const { recordedAt, actor } = statement.origin ?? { recordedAt: '', actor: '' };
      const ids = { commandId: '', correlationId: '' };
      return { revision, recordedAt: recordedAt as Instant, actor, ...ids, statement };
    }),
  };
};

const originOf = (text: string): OriginChoice =>
  text.startsWith('fact:') ? { factId: text.slice('fact:'.length) } : (text as OriginChoice);

const dayOf = (text: string) => parsePartialDate(text)?.from as number;

/** Reads what a bundle was derived from; what it says came out is not looked at. */
const askedIn = (stated: Stated): Checked<Asked> => {
  const [ruleset, log] = [rulesetOf(stated), logOf(stated)];
  if (!ruleset.ok) return ruleset;
  if (!log.ok) return log;
  const { patientId, on, origin, mode, reader } = stated.question;
  return {
    ok: true,
    value: {
      patientId,
      log: log.value,
      revision: log.value.length - 1,
      on: { from: dayOf(on.from), to: dayOf(on.to) },
      // No derived value reads an instant: a bundle gives the same in every zone.
      zone: UTC,
      origin: originOf(origin),
      originText: origin,
      mode,
      ...(reader === undefined ? {} : { reader }),
      ruleset: ruleset.value,
    },
  };
};

const partOf = (whole: JsonValue | undefined, names: readonly string[]): JsonValue | undefined =>
  names.reduce<JsonValue | undefined>((part, name) => (part as JsonObject | undefined)?.[name], whole);

const differenceOf = (text: string, stated: JsonObject, replayed: Bundle): Difference | null => {
  const again = replayed as unknown as JsonObject;
  for (const names of PARTS) {
    const path = names.map((name) => `/${name}`).join('');
    const found = firstDifference(partOf(stated, names), partOf(again, names), path);
    if (found) return found;
  }
  return text === bundleText(replayed)
    ? null
    : { path: '', stated: 'bytes that are not canonical JSON', replayed: 'canonical JSON of the same' };
};

/**
 * Derives the value of a bundle again, from its statements and its ruleset alone, and compares everything
 * down to the byte.
 */
export const checkBundle = (text: string): BundleCheck => {
  const parsed = parse(text);
  if (!parsed.ok) return { kind: 'unreadable', issues: parsed.issues };
  const stated = decode(parsed.value);
  if (!stated.ok) return { kind: 'unreadable', issues: stated.issues };
  const asked = askedIn(stated.value);
  if (!asked.ok) return { kind: 'unreadable', issues: asked.issues };
  const found = deriveAsked(asked.value);
  const { paramcd } = stated.value.question;
  if (!found.derived.endpoints.some((endpoint) => endpoint.paramcd === paramcd)) {
    const mend = 'Take the file as it was downloaded.';
    const issue = { path: '/question/paramcd', message: `${paramcd} is no value`, mend };
    return { kind: 'unreadable', issues: [issue] };
  }
  // As the build would write it that made the bundle, if it derived what this one does.
  const { code } = stated.value.engine;
  const replayed = bundleOf(found, paramcd, code);
  const sameCode = code === CODE_DIGEST;
  const first = differenceOf(text, parsed.value, replayed);
  if (first) return { kind: 'different', replayed, first, sameCode };
  return { kind: sameCode ? 'same' : 'same-value-other-code', replayed };
};
