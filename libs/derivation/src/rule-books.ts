import { ASSESSMENT_RULES, LIFE_RULES, LINE_RULES, PRESSURE_RULES } from '@leptotrace/assessments';
import { CRITERIA_RULES } from '@leptotrace/criteria';
import { ENDPOINT_RULES } from '@leptotrace/endpoints';
import { GENOMICS_RULES } from '@leptotrace/genomics';
import { type Rule } from '@leptotrace/rules';
import { SURVIVAL_RULES } from '@leptotrace/survival';
import { DERIVATION_RULES } from './derivation.rules';

/** Every rule there is, by id. Each has at least one test whose name carries the id. */
export const ALL_RULES: Readonly<Record<string, Rule>> = {
  ...ASSESSMENT_RULES,
  ...LINE_RULES,
  ...LIFE_RULES,
  ...PRESSURE_RULES,
  ...CRITERIA_RULES,
  ...DERIVATION_RULES,
  ...ENDPOINT_RULES,
  ...GENOMICS_RULES,
  ...SURVIVAL_RULES,
};

export const ruleOf = (id: string): Rule | undefined => ALL_RULES[id];
