import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RULESET, findRuleset, installRulesets } from '@leptotrace/derivation';
import type { Ruleset } from '@leptotrace/rules';
import type { TherapyParameters } from '@leptotrace/timeline';
import { ConfigError, type Config } from '../config/config';

export const RULESETS = Symbol('installed rulesets');

export interface Rulesets {
  readonly installed: ReadonlyMap<string, Ruleset>;
  /** Used when a question names none. */
  readonly preset: string;
}

const documentsIn = (folder: string): readonly { readonly file: string; readonly document: unknown }[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => {
      const file = join(folder, name);
      try {
        return { file, document: JSON.parse(readFileSync(file, 'utf8')) as unknown };
      } catch (fault) {
        throw new ConfigError(`${file} is no JSON: ${(fault as Error).message}`);
      }
    });

type Refused = Extract<ReturnType<typeof installRulesets>, { readonly ok: false }>;

const refusal = ({ document, issues }: Refused, files: readonly string[]): ConfigError => {
  const file = files[document] ?? 'a ruleset';
  return new ConfigError(
    issues.map(({ path, message, mend }) => `${file} at ${path}: ${message}. ${mend}`).join('\n'),
  );
};

/** Installs the rulesets built in and those of `RULESETS_DIR`. @throws ConfigError naming file, path and mend. */
export const loadRulesets = ({ rulesetsDir, ruleset }: Pick<Config, 'rulesetsDir' | 'ruleset'>): Rulesets => {
  const files = rulesetsDir === null ? [] : documentsIn(rulesetsDir);
  const result = installRulesets(files.map(({ document }) => document));
  if (!result.ok)
    throw refusal(
      result,
      files.map(({ file }) => file),
    );
  const preset = ruleset ?? DEFAULT_RULESET;
  if (findRuleset(result.rulesets, preset)) return { installed: result.rulesets, preset };
  throw new ConfigError(`RULESET=${preset} is not installed. Use ${[...result.rulesets.keys()].join(', ')}.`);
};

/** How the ruleset that questions take when they name none reads therapies: every answer reads them so. */
export const therapyParametersOf = ({ installed, preset }: Rulesets): TherapyParameters =>
  (findRuleset(installed, preset) as Ruleset).configuration;
