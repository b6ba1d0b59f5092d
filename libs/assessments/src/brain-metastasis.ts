import {
  compartmentOf,
  compartmentOfProcedure,
  compartmentOfRadiotherapy,
  type Site,
} from '@leptotrace/clinical';
import { type NewLesionReading, type TimePoint } from '@leptotrace/criteria';
import { type Dated } from '@leptotrace/endpoints';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { earliest, evidenceOfSaying, showsBrain, type Shown } from './first-metastasis';
import { regionsSeen, type Study } from './lesions';
import { sayingsOf, type Saying } from './metastasis-statements';
import { placedOf, type Placed } from './placement';
import { statedValue } from './stated-readings';
import { statedOf, underImmunotherapy } from './time-points';

const isBrain = (site: Site): boolean => compartmentOf(site) === 'cns' && site !== 'leptomeninges';

const THERE: ReadonlySet<string> = new Set(['measured', 'present', 'too-small', 'split', 'merged']);

const showsMetastasis = ({ fact }: Study): boolean =>
  (fact.lesions ?? []).some(({ site, state }) => isBrain(site) && THERE.has(state)) ||
  (fact.newLesions ?? []).some(({ site, equivocal }) => isBrain(site) && !equivocal);

const BRAIN = /brain|cerebr|cerebell|crani|\bcns\b/i;
const IN_CNS: ReadonlySet<string> = new Set(['cns', 'both']);

/** Does anything up to a day show, treat or speak of disease of the brain? */
const wasThere = (facts: readonly Placed[], until: EpochDay): boolean =>
  facts.some((placed) => {
    if (placed.day > until) return false;
    const { fact } = placed;
    if (fact.kind === 'ImagingStudyReported') return showsMetastasis(placed as Study);
    if (fact.kind === 'RadiotherapyDelivered') return IN_CNS.has(compartmentOfRadiotherapy(fact));
    if (fact.kind === 'DiagnosisRecorded')
      return fact.what !== 'brain-metastasis' && (fact.sites ?? []).some((site) => BRAIN.test(site));
    return (
      fact.kind === 'ProcedurePerformed' &&
      fact.procedure === 'resection' &&
      IN_CNS.has(compartmentOfProcedure(fact))
    );
  }) ||
  statedOf(facts, 'cns').some(
    ({ fact, day }) => day <= until && statedValue(fact) !== 'NED' && (fact.sites ?? []).some(isBrain),
  );

const SCANS: ReadonlySet<string> = new Set(['mri', 'ct']);

const shownOfBrain = (facts: readonly Placed[], { basis }: Saying): readonly Shown[] =>
  placedOf(facts, 'ImagingStudyReported')
    .filter((study) => showsMetastasis(study) || (showsBrain(study) && basis.some((each) => SCANS.has(each))))
    .map((study) => ({
      day: study.day,
      dates: study.dates,
      factIds: study.factIds,
      named: !showsMetastasis(study),
    }));

interface Asked {
  readonly facts: readonly Placed[];
  readonly config: Configuration;
  readonly origin: EpochDay;
}

/**
 * A brain metastasis first diagnosed after the origin, where there was none before, on the day of its
 * evidence (R1). A working diagnosis that was refuted or replaced is none, nor is one only possible.
 */
const firstBrainMetastasis = ({ facts, config, origin }: Asked): Dated | null => {
  const standing = sayingsOf(facts, 'brain-metastasis').filter(({ stands }) => stands);
  const dated = standing.map((saying) => ({
    ...evidenceOfSaying(saying, shownOfBrain(facts, saying), -Infinity, config),
    sure: saying.certainty !== 'possible',
  }));
  if (dated.some(({ day }) => day <= origin) || wasThere(facts, origin)) return null;
  return earliest(dated.filter(({ sure }) => sure));
};

const readingOf = ({ day, factIds }: Dated, facts: readonly Placed[], origin: EpochDay): NewLesionReading => {
  const before = placedOf(facts, 'ImagingStudyReported').filter((study) => study.day <= origin);
  const seen = regionsSeen(before);
  return {
    lesionId: `diagnosis:${factIds.at(-1)}`,
    factId: factIds.at(-1) as string,
    day,
    site: 'brain-parenchyma',
    equivocal: false,
    regionImagedAtBaseline: seen.has('brain') || seen.has('neuraxis'),
    petOnly: false,
  };
};

const alone = (
  { day, dates, factIds }: Dated,
  reading: NewLesionReading,
  facts: readonly Placed[],
): TimePoint => ({
  id: `cns:${factIds.at(-1)}`,
  visit: null,
  day,
  dates,
  factIds,
  readings: [],
  newLesions: [reading],
  nonTargets: null,
  steroid: null,
  clinical: null,
  underImmunotherapy: underImmunotherapy(facts, day),
  imaged: false,
  stated: [],
  flags: [],
});

/** The diagnosis as an unequivocal new lesion, in the time point of its evidence or in one of its own. */
export const withFirstBrainMetastasis = (
  points: readonly TimePoint[],
  asked: Asked,
): readonly TimePoint[] => {
  const first = firstBrainMetastasis(asked);
  if (!first) return points;
  const reading = readingOf(first, asked.facts, asked.origin);
  const at = points.find((point) => first.factIds.some((id) => point.factIds.includes(id)));
  if (!at)
    return [...points, alone(first, reading, asked.facts)].sort(
      (a, b) => a.day - b.day || (a.id < b.id ? -1 : 1),
    );
  const joined = { ...at, newLesions: [...at.newLesions, reading], factIds: [...at.factIds, reading.factId] };
  return points.map((point) => (point === at ? joined : point));
};
