import { type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type ClinicalStatus, type TimePoint } from '../model';
import { type RanoBmRule } from './rano-bm.rules';

/** `fine`: improved, stable or neutral. `unsaid`: missing and ignored. */
export type ClinicalItem = 'fine' | 'PD' | 'suspected' | 'unsaid' | 'NE';

export interface ClinicalFinding {
  readonly item: ClinicalItem;
  /** First exam of the worsening. */
  readonly day: EpochDay;
  readonly dates: DayInterval;
  readonly why: Derivation;
  readonly flags: readonly Flag[];
}

/** Exams in a row that are worse and not otherwise explained; a missing one does not end the run. */
interface Run {
  readonly firstDay: EpochDay;
  readonly dates: DayInterval;
  readonly members: number[];
}

const isUnexplained = ({ status, attribution }: ClinicalStatus): boolean =>
  status === 'worse' && attribution !== 'other-cause';

const persists = (
  { lastedDays, day }: ClinicalStatus,
  run: Run,
  { clinicalPersistDays }: Configuration,
): boolean => Math.max(lastedDays ?? 0, day - run.firstDay) >= clinicalPersistDays;

interface Told {
  readonly item: ClinicalItem;
  readonly rule: RanoBmRule;
  readonly flags: readonly Flag[];
}

const NO_FLAGS: readonly Flag[] = [];
const FINE: Told = { item: 'fine', rule: 'RANOBM-2.4-clinical', flags: NO_FLAGS };
const NEUTRAL: Told = { item: 'fine', rule: 'RANOBM-2.4-4-other-cause', flags: ['CLINICAL_NOT_ATTRIBUTED'] };
const SUSPECTED: Told = { item: 'suspected', rule: 'RANOBM-2.4-4-suspected', flags: NO_FLAGS };
const PROGRESSED: Told = { item: 'PD', rule: 'RANOBM-2.4-4', flags: NO_FLAGS };
const LATER: Told = { item: 'PD', rule: 'RANOBM-2.4-4', flags: ['BACKDATED'] };

const NOTHING_SAID = { day: null, factIds: [], lastedDays: null } as const;

const findingOf = (point: TimePoint, told: Told, run: Run | null): ClinicalFinding => {
  const { day: examined, factIds, lastedDays } = point.clinical ?? NOTHING_SAID;
  const { item, rule, flags } = told;
  const day = run?.firstDay ?? examined ?? point.day;
  const why: Derivation = { rule, value: item, day, facts: factIds, sums: { lastedDays }, flags };
  return { item, day, dates: run?.dates ?? point.dates, why, flags };
};

const missing = (point: TimePoint, { clinicalMissing }: Configuration): ClinicalFinding =>
  findingOf(
    point,
    {
      item: clinicalMissing === 'NE' ? 'NE' : 'unsaid',
      rule: 'RANOBM-2.4-4-missing',
      flags: ['CLINICAL_MISSING'],
    },
    null,
  );

const newRun = (clinical: ClinicalStatus, { dates }: TimePoint): Run => ({
  firstDay: clinical.day,
  dates,
  members: [],
});

/**
 * Clinical item of every follow-up (2.4, step 4). Looks ahead: a worsening that later exams show to
 * last and to come from the tumour is progression from its first exam.
 */
export const clinicalItems = (
  followUps: readonly TimePoint[],
  config: Configuration,
): readonly ClinicalFinding[] => {
  const found: ClinicalFinding[] = [];
  let run: Run | null = null;
  followUps.forEach((point, index) => {
    const { clinical } = point;
    if (!clinical) {
      found.push(missing(point, config));
      return;
    }
    if (!isUnexplained(clinical)) {
      run = null;
      found.push(findingOf(point, clinical.status === 'worse' ? NEUTRAL : FINE, null));
      return;
    }
    run ??= newRun(clinical, point);
    run.members.push(index);
    const sure = clinical.attribution === 'cns-tumour' && persists(clinical, run, config);
    found.push(findingOf(point, sure ? PROGRESSED : SUSPECTED, run));
    if (sure) backdate(found, followUps, run);
  });
  return found;
};

const backdate = (found: ClinicalFinding[], followUps: readonly TimePoint[], run: Run): void => {
  for (const index of run.members) {
    if (found[index]?.item !== 'suspected') continue;
    found[index] = findingOf(followUps[index] as TimePoint, LATER, run);
  }
};
