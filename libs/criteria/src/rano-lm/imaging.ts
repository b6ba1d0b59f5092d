import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { inMm2 } from '../length';
import { type LanoItemName, type LmCourse, type LmEvaluation, type LmImaging } from '../lm-model';
import {
  compute,
  ENHANCEMENT,
  imagingReference,
  isNormal,
  lacksDirection,
  signedChange,
  type Computed,
  type Evidence,
  type ImagingReference,
} from './imaging-score';
import { isMriAfterPuncture } from './mri-after-puncture';

export type ImagingResult = 'IMPROVED' | 'STABLE' | 'PROGRESSIVE' | 'NE' | 'NOT_APPLICABLE';

export interface ImagingFinding {
  readonly result: ImagingResult;
  /** Progressive by enhancement alone, soon after a puncture: only suspected (3.4). */
  readonly downgraded: boolean;
  /** First study that shows the progression, else the last study. `null`: no MRI. */
  readonly day: EpochDay | null;
  readonly evidence: readonly Evidence[];
  readonly items: readonly LanoItemName[];
  /** Every item that was present at baseline is resolved, or nothing was there. */
  readonly resolved: boolean;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

const READER = { improved: 'IMPROVED', stable: 'STABLE', progressive: 'PROGRESSIVE' } as const;
const WORST_FIRST = ['progressive', 'not-evaluable', 'stable', 'improved'] as const;

/** The reader's category; of several studies the worst. A new lesion that the reader calls unequivocal is progressive. */
const readerOf = (studies: readonly LmImaging[]): Computed['result'] | 'NE' => {
  if (studies.some(({ newLmLesion }) => newLmLesion)) return 'PROGRESSIVE';
  const said = WORST_FIRST.find((category) =>
    studies.some(({ readerOverall }) => readerOverall === category),
  );
  if (said === undefined) return null;
  return said === 'not-evaluable' ? 'NE' : READER[said];
};

const isIncomplete = (studies: readonly LmImaging[], { requireFullNeuraxis }: Configuration): boolean =>
  studies.every(({ contrast }) => contrast === false) ||
  (requireFullNeuraxis && !(studies.some(({ brain }) => brain) && studies.some(({ spine }) => spine)));

interface Verdict {
  readonly result: ImagingResult;
  readonly evidence: readonly Evidence[];
  readonly computed: Computed;
  readonly reader: Computed['result'] | 'NE';
}

const primaryOf = (
  computed: Computed['result'],
  reader: Verdict['reader'],
  { imagingPrimary }: Configuration,
): Verdict['reader'] => (imagingPrimary === 'readerOverall' ? (reader ?? computed) : (computed ?? reader));

const verdictOf = (
  studies: readonly LmImaging[],
  reference: ImagingReference,
  config: Configuration,
): Verdict => {
  const computed = compute(studies, reference, config);
  const reader = readerOf(studies);
  const primary = primaryOf(computed.result, reader, config);
  if (primary === 'PROGRESSIVE') {
    const evidence: readonly Evidence[] =
      reader === 'PROGRESSIVE' ? [...computed.evidence, 'reader'] : computed.evidence;
    return { evidence, computed, reader, result: 'PROGRESSIVE' };
  }
  const found = { evidence: computed.evidence, computed, reader };
  if (primary === null || primary === 'NE' || isIncomplete(studies, config))
    return { ...found, result: 'NE' };
  const normal = reference.normal && isNormal(studies);
  return { ...found, result: normal ? 'NOT_APPLICABLE' : primary };
};

/** What could be from a puncture: enhancement, and nothing else that proves progression. */
const onlyEnhancement = ({ evidence, computed }: Verdict): boolean =>
  evidence.every((each) => each === 'enhancement' || each === 'composite' || each === 'reader') &&
  computed.worseItems.length > 0 &&
  computed.worseItems.every((item) => ENHANCEMENT.has(item));

const resolvedOf = (studies: readonly LmImaging[], { present }: ImagingReference): boolean => {
  const items = studies.flatMap(({ lano }) => lano);
  const gone = (name: LanoItemName): boolean =>
    items.some((each) => each.item === name && (each.presence === 'absent' || signedChange(each) === 3));
  return present.every(gone) && (present.length > 0 || isNormal(studies));
};

const NO_IMAGING: ImagingFinding = {
  result: 'NE',
  downgraded: false,
  day: null,
  evidence: [],
  items: [],
  resolved: false,
  flags: [],
  why: { rule: 'LANO-3.3-NE', value: 'NE', sums: { missing: 'MRI' } },
};

const flagsOf = (verdict: Verdict, studies: readonly LmImaging[], confounded: boolean): readonly Flag[] => {
  const { computed, reader } = verdict;
  const flags: Flag[] = [];
  if (confounded) flags.push('MRI_AFTER_LP');
  if (reader !== null && computed.result !== null && reader !== computed.result)
    flags.push('READER_VS_SCORE');
  if (lacksDirection(studies)) flags.push('SCORE_DIRECTION_MISSING');
  return flags;
};

const productShown = (product: number | null): number | null => (product === null ? null : inMm2(product));

const findingOf = (
  studies: readonly LmImaging[],
  reference: ImagingReference,
  { procedures }: LmCourse,
  config: Configuration,
): ImagingFinding => {
  if (studies.length === 0) return NO_IMAGING;
  const verdict = verdictOf(studies, reference, config);
  const { computed, reader, result, evidence } = verdict;
  const confounded = studies.some((study) => isMriAfterPuncture(study, procedures, config));
  const flags = flagsOf(verdict, studies, confounded);
  const days = studies.map(({ day }) => day);
  const day = result === 'PROGRESSIVE' ? Math.min(...days) : Math.max(...days);
  const { sum } = computed;
  if (sum !== null) reference.nadirSum = Math.min(sum, reference.nadirSum ?? sum);
  return {
    result,
    downgraded: result === 'PROGRESSIVE' && confounded && onlyEnhancement(verdict),
    day,
    evidence,
    items: computed.worseItems,
    resolved: resolvedOf(studies, reference),
    flags,
    why: {
      rule: `LANO-3.3-${result}`,
      value: result,
      day,
      facts: studies.map(({ factId }) => factId),
      sums: {
        reader,
        computed: computed.result,
        composite: computed.composite,
        baselineLoad: reference.load,
        noduleProductMm2: productShown(sum),
        baselineProductMm2: productShown(reference.baselineSum),
        evidence,
        worseItems: computed.worseItems,
      },
      flags,
    },
  };
};

/** Imaging of each evaluation after the baseline, by its id (3.3, 3.4). */
export const imagingFindings = (
  course: LmCourse,
  config: Configuration,
): ReadonlyMap<string, ImagingFinding> => {
  const reference = imagingReference(course.baseline?.imaging ?? []);
  return new Map(
    course.followUps.map((evaluation: LmEvaluation) => [
      evaluation.id,
      findingOf(evaluation.imaging, reference, course, config),
    ]),
  );
};
