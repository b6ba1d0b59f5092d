import { BEST_RESPONSE_RULES } from './best-response/best-response.rules';
import { CSF_MEASURE_RULES } from './csf/csf-measures';
import { EANO_RULES } from './eano-esmo/eano-esmo.rules';
import { NANO_LM_RULES } from './nano-lm/nano-lm';
import { RANO_BM_RULES } from './rano-bm/rano-bm.rules';
import { CSF_RULES } from './rano-lm/csf.rules';
import { LANO_RULES } from './rano-lm/imaging.rules';
import { NEURO_RULES } from './rano-lm/neuro.rules';
import { RANO_LM_RULES } from './rano-lm/rano-lm.rules';
import { RECIST_RULES } from './recist/recist.rules';
import { SCORECARD_RULES } from './scorecard/scorecard.rules';
import { SEED_RULES } from './seed/seed.rules';
import { STATED_RULES } from './stated.rules';

/** Every rule of every criterion. */
export const CRITERIA_RULES = {
  ...RECIST_RULES,
  ...BEST_RESPONSE_RULES,
  ...RANO_BM_RULES,
  ...NEURO_RULES,
  ...CSF_RULES,
  ...LANO_RULES,
  ...RANO_LM_RULES,
  ...SCORECARD_RULES,
  ...NANO_LM_RULES,
  ...EANO_RULES,
  ...SEED_RULES,
  ...CSF_MEASURE_RULES,
  ...STATED_RULES,
};
