import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_RULESET, findRuleset, installRulesets } from '@leptotrace/derivation';
import type { Ruleset } from '@leptotrace/rules';
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

/** Installs the rulesets built in and those of `RULESETS_DIR`. @throws ConfigError naming file, path and mend. */
export const loadRulesets = ({ rulesetsDir, ruleset }: Pick<Config, 'rulesetsDir' | 'ruleset'>): Rulesets => {
  const files = rulesetsDir === null ? [] : documentsIn(rulesetsDir);
  const result = installRulesets(files.map(({ document }) => document));
  if (!result.ok) {
    const [issue] = result.issues;
    throw new ConfigError(
      `${files[result.document]?.file ?? 'a ruleset'} at ${issue?.path ?? '/'}: ${issue?.message ?? ''}. ${issue?.mend ?? ''}`,
    );
  }
  const preset = ruleset ?? DEFAULT_RULESET;
  if (!findRuleset(result.rulesets, preset)) {
    throw new ConfigError(
      `RULESET=${preset} is not installed. Use ${[...result.rulesets.keys()].join(', ')}.`,
    );
  }
  return { installed: result.rulesets, preset };
};
