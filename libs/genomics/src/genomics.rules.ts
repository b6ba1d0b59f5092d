import { type Rule } from '@leptotrace/rules';
import { ALK_RULES } from './rules/alk.rules';
import { CALL_RULES } from './rules/calls.rules';
import { COURSE_RULES } from './rules/course.rules';
import { EGFR_RULES } from './rules/egfr.rules';
import { NAME_RULES } from './rules/names.rules';
import { OTHER_RULES } from './rules/other-genes.rules';

const BOOK = {
  ...NAME_RULES,
  ...EGFR_RULES,
  ...ALK_RULES,
  ...OTHER_RULES,
  ...CALL_RULES,
  ...COURSE_RULES,
};

export type GenomicsRuleId = keyof typeof BOOK;

/** Every rule of section 10, by id. */
export const GENOMICS_RULES: Readonly<Record<GenomicsRuleId, Rule>> = BOOK;
