import { digestOf, type Checked, type Issue } from '@leptotrace/kernel';
import { DEFAULTS, PARAMETERS, type Configuration, type Parameter, type ParameterName } from './parameters';

/** What a ruleset says beyond the defaults, as it is written in a file. */
export interface RulesetDocument {
  readonly format: 'leptotrace-ruleset/1';
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly configuration: Readonly<Record<string, unknown>>;
}

/** Immutable: another content needs another version. The digest covers all that decides an answer but the code. */
export interface Ruleset {
  /** `name@version`: how questions name it. */
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly title: string;
  readonly configuration: Configuration;
  /** Versions of the knowledge tables that it runs with. */
  readonly engine: Readonly<Record<string, string>>;
  readonly digest: string;
}

const NAME = /^[a-z][a-z0-9-]{0,39}$/;
const VERSION = /^\d+\.\d+\.\d+$/;

const numberIssue = (parameter: Extract<Parameter, { kind: 'number' }>, value: unknown): string | null => {
  const fits =
    typeof value === 'number' &&
    Number.isFinite(value) &&
    value >= parameter.min &&
    value <= parameter.max &&
    (!parameter.whole || Number.isInteger(value));
  return fits
    ? null
    : `Send a ${parameter.whole ? 'whole ' : ''}number from ${parameter.min} to ${parameter.max}.`;
};

const mendOf = (parameter: Parameter, value: unknown): string | null => {
  switch (parameter.kind) {
    case 'choice':
      return parameter.values.includes(value as string) ? null : `Use one of ${parameter.values.join(', ')}.`;
    case 'number':
      return numberIssue(parameter, value);
    case 'switch':
      return typeof value === 'boolean' ? null : 'Send true or false.';
  }
};

/** Parameters that were switches before they became counts: documents of then still say true and false. */
const ONCE_SWITCHES: ReadonlySet<string> = new Set<ParameterName>(['acceptSDBetween']);

const asCounts = (stated: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(stated).map(([name, value]) => [
      name,
      ONCE_SWITCHES.has(name) && typeof value === 'boolean' ? Number(value) : value,
    ]),
  );

const configurationIssues = (configuration: Readonly<Record<string, unknown>>): readonly Issue[] =>
  Object.entries(configuration).flatMap(([name, value]): readonly Issue[] => {
    const path = `/configuration/${name}`;
    if (!Object.hasOwn(PARAMETERS, name))
      return [{ path, message: 'is no parameter', mend: 'See the parameters in docs/rules.md.' }];
    const mend = mendOf(PARAMETERS[name as ParameterName], value);
    return mend === null ? [] : [{ path, message: `cannot be ${JSON.stringify(value)}`, mend }];
  });

const FIELDS = ['format', 'name', 'version', 'title', 'configuration'];

const headIssues = (document: Partial<RulesetDocument>): readonly Issue[] => {
  const issues: Issue[] = [];
  const need = (fits: boolean, path: string, mend: string): void => {
    if (!fits) issues.push({ path, message: 'is missing or wrong', mend });
  };
  need(document.format === 'leptotrace-ruleset/1', '/format', 'Write "leptotrace-ruleset/1".');
  need(NAME.test(document.name ?? ''), '/name', 'Write a name of lower-case letters, digits and hyphens.');
  need(VERSION.test(document.version ?? ''), '/version', 'Write a version such as 1.0.0.');
  need(typeof document.title === 'string' && document.title !== '', '/title', 'Write a title.');
  need(
    typeof document.configuration === 'object' && document.configuration !== null,
    '/configuration',
    'Write an object; an empty one takes every default.',
  );
  for (const field of Object.keys(document))
    need(FIELDS.includes(field), `/${field}`, `Use only ${FIELDS.join(', ')}.`);
  return issues;
};

/**
 * Reads a ruleset document. What it leaves out is the default; unknown parameters and values out of
 * range are refused.
 *
 * @param engine versions of the knowledge tables that the ruleset is to run with.
 */
export const readRuleset = (value: unknown, engine: Readonly<Record<string, string>>): Checked<Ruleset> => {
  const document = (typeof value === 'object' && value !== null ? value : {}) as Partial<RulesetDocument>;
  const issues = [...headIssues(document), ...configurationIssues(asCounts(document.configuration ?? {}))];
  if (issues.length > 0) return { ok: false, issues };
  const { name, version, title, configuration: stated } = document as RulesetDocument;
  const configuration = { ...DEFAULTS, ...(asCounts(stated) as Partial<Configuration>) };
  const digest = digestOf({ name, version, configuration, engine });
  return {
    ok: true,
    value: { id: `${name}@${version}`, name, version, title, configuration, engine, digest },
  };
};

export interface ParameterDifference {
  readonly parameter: ParameterName;
  readonly before: string | number | boolean;
  readonly after: string | number | boolean;
  readonly says: string;
  readonly section: string;
}

/** Parameters in which two rulesets differ. */
export const compareRulesets = (before: Ruleset, after: Ruleset): readonly ParameterDifference[] =>
  (Object.keys(PARAMETERS) as ParameterName[])
    .filter((name) => before.configuration[name] !== after.configuration[name])
    .map((parameter) => ({
      parameter,
      before: before.configuration[parameter],
      after: after.configuration[parameter],
      says: PARAMETERS[parameter].says,
      section: PARAMETERS[parameter].section,
    }));
