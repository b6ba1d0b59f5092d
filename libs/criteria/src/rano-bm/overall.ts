import { type Configuration, type Derivation, type Flag, type Lost } from '@leptotrace/rules';
import { type Response } from '../model';
import { noDisease, NON_TARGET_ROWS } from '../recist/overall';
import { earliest, imagingEvidence, type Evidence, type EvidenceRules } from '../recist/progression';
import { type Findings, type Verdict } from '../recist/response';
import { type ClinicalFinding } from './clinical';
import { type Weighed } from './immunotherapy';
import { type RanoBmRule } from './rano-bm.rules';
import { type SteroidFinding } from './steroid';

/** The five items of the table (2.4). */
export interface Items {
  readonly found: Findings;
  readonly weighed: Weighed;
  readonly clinical: ClinicalFinding;
  readonly steroid: SteroidFinding;
  readonly config: Configuration;
  /** Raised by the variant at every time point. */
  readonly variantFlags: readonly Flag[];
}

const told = (
  value: Response,
  rule: string,
  more: { readonly flags?: readonly Flag[]; readonly lost?: readonly Lost[] } = {},
): Verdict => ({ value, rule, ...more });

const RULES: EvidenceRules = {
  newLesion: 'RANOBM-2.4-1',
  nonTarget: 'RANOBM-2.4-2',
  target: 'RANOBM-2.4-3',
};

const evidenceOf = ({ found, weighed, clinical }: Items): readonly Evidence[] => {
  const newLesion: RanoBmRule = weighed.confirmed ? 'RANOBM-2.4-1-confirmed' : 'RANOBM-2.4-1';
  const news = { ...found.news, counted: weighed.progression };
  const imaging = imagingEvidence(found.point, { ...found, news }, { ...RULES, newLesion });
  if (clinical.item === 'PD')
    imaging.push({
      rule: 'RANOBM-2.4-4',
      dateRule: clinical.why.rule,
      day: clinical.day,
      dates: clinical.dates,
    });
  return imaging;
};

/** Steps 1 to 4. */
const progression = (items: Items): Verdict | null => {
  const allEvidence = evidenceOf(items);
  const evidence = earliest(allEvidence);
  if (!evidence) return null;
  const flags: Flag[] = items.weighed.confirmed ? ['IMMUNOTHERAPY_MODE'] : [];
  if (items.weighed.confirmed && evidence.day < items.found.point.dates.from) flags.push('BACKDATED');
  return { value: 'PD', rule: evidence.rule, evidence, allEvidence, flags };
};

/** A new lesion alone under immunotherapy, or a worsening that is not yet sure. */
const suspicion = ({ weighed, clinical }: Items): Verdict | null => {
  if (weighed.suspected.length > 0)
    return told('SUSPECTED_PD', 'RANOBM-2.4-1-immunotherapy', { flags: ['IMMUNOTHERAPY_MODE'] });
  return clinical.item === 'suspected' ? told('SUSPECTED_PD', 'RANOBM-2.4-4-suspected') : null;
};

/** Step 5. Without disease at baseline there is nothing that could not be evaluated. */
const notEvaluable = ({ found }: Items): Verdict | null =>
  found.target?.value === 'NE' || found.nonTarget.value === 'NE' ? told('NE', 'RANOBM-2.4-5') : null;

/** An item that the ruleset does not let pass when it is missing. */
const missingItem = ({ clinical, steroid }: Items): Verdict | null => {
  if (clinical.item === 'NE') return told('NE', 'RANOBM-2.4-4-missing');
  return steroid.item === 'NE' ? told('NE', 'RANOBM-2.4-steroid-unknown') : null;
};

const allGone = ({ found }: Items): boolean =>
  found.nonTarget.value === 'CR' || found.nonTarget.value === 'NA';

const CR_LOST = (reason: string): readonly Lost[] => [{ rule: 'RANOBM-2.4-6-CR', value: 'CR', reason }];

const confounded = ({ config, found }: Items): Verdict =>
  told(config.steroidFallback, 'RANOBM-2.4-7', {
    flags: ['STEROID_CONFOUNDED'],
    lost: [
      {
        rule: found.target?.value === 'SD' ? 'RANOBM-2.4-6-SD' : 'RANOBM-2.4-6-PR',
        value: found.target?.value ?? null,
        reason: 'the steroid dose is higher than at baseline',
      },
    ],
  });

/** Step 6 for targets that are gone. */
const targetsGone = (items: Items): Verdict => {
  if (!allGone(items)) return told('PR', 'RANOBM-2.4-6-CR-to-PR', { lost: CR_LOST('non-targets remain') });
  return items.steroid.item === 'stable-or-less'
    ? told('PR', 'RANOBM-2.4-6-CR-to-PR', {
        flags: ['STEROID_PREVENTS_CR'],
        lost: CR_LOST('complete but for the steroid'),
      })
    : told('CR', 'RANOBM-2.4-6-CR');
};

/** Steps 6 and 7. */
const byItems = (items: Items): Verdict => {
  if (items.steroid.item === 'more') return confounded(items);
  if (items.found.target?.value === 'CR') return targetsGone(items);
  return items.found.target?.value === 'PR' ? told('PR', 'RANOBM-2.4-6-PR') : told('SD', 'RANOBM-2.4-6-SD');
};

const UNDER_STEROID: ReadonlySet<string> = new Set(['stable-or-less', 'more']);

/** Without targets: the outputs of RECIST 1.7; CR asks for no steroid as the table does. */
const withoutTargets = (items: Items): Verdict => {
  const { nonTarget } = items.found;
  const [value] = NON_TARGET_ROWS[nonTarget.value === 'PD' ? 'NE' : nonTarget.value];
  return value === 'CR' && UNDER_STEROID.has(items.steroid.item)
    ? told('NON_CR_NON_PD', 'RANOBM-2.4-non-target-only', {
        flags: ['STEROID_PREVENTS_CR'],
        lost: CR_LOST('complete but for the steroid'),
      })
    : told(value, 'RANOBM-2.4-non-target-only');
};

const withoutProgression = (items: Items): Verdict => {
  const { baseline, target } = items.found;
  if (baseline.finding.disease === 'none') {
    const [value, rule] = noDisease(items.found);
    return told(value, rule);
  }
  const missing = notEvaluable(items) ?? missingItem(items);
  if (missing) return missing;
  return target ? byItems(items) : withoutTargets(items);
};

/** RANO-BM at one time point: the ordered algorithm of 2.4. */
export const ranoBmOverall = (items: Items): Verdict => {
  const verdict = progression(items) ?? suspicion(items) ?? withoutProgression(items);
  const { clinical, steroid } = items;
  const because: readonly Derivation[] = [steroid.why, clinical.why];
  return {
    ...verdict,
    because,
    flags: [...(verdict.flags ?? []), ...steroid.flags, ...clinical.flags, ...items.variantFlags],
    parts: { steroid: steroid.item, clinical: clinical.item },
  };
};
