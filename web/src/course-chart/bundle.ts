import type { EpochDay } from '@web/format/dates';
import type { Mark } from './marks';

/** Parts of one assessment of leptomeningeal metastasis. */
export const PARTS = ['exam', 'mri', 'puncture'] as const;
export type Part = (typeof PARTS)[number];

/** Imaging, CSF and neurological examination of one day, which are read together. */
export interface Assessment {
  readonly key: string;
  readonly day: EpochDay;
  readonly parts: readonly Part[];
  /** The service warns: the MRI came after the puncture. */
  readonly afterPuncture: boolean;
}

const PART_OF_KIND: Readonly<Record<string, Part>> = {
  NeurologicalExamRecorded: 'exam',
  ImagingStudyReported: 'mri',
  LumbarPuncturePerformed: 'puncture',
  CsfCytologyReported: 'puncture',
};

const partOf = ({ answer }: Mark): Part | null => {
  if (!answer) return null;
  const { fact } = answer;
  if (fact.kind === 'ImagingStudyReported' && fact.modality !== 'mri') return null;
  return PART_OF_KIND[fact.kind] ?? null;
};

const LANES: ReadonlySet<string> = new Set(['neuro', 'mri', 'csf']);

/** Days that are known to the day and hold at least two of the three parts. */
export const assessmentsIn = (marks: readonly Mark[]): readonly Assessment[] => {
  const days = new Map<EpochDay, Mark[]>();
  for (const mark of marks) {
    const isPart = LANES.has(mark.lane) && mark.standing === 'known' && mark.from === mark.to;
    if (isPart && partOf(mark)) days.set(mark.from, [...(days.get(mark.from) ?? []), mark]);
  }
  return [...days].flatMap(([day, found]) => {
    const parts = PARTS.filter((part) => found.some((mark) => partOf(mark) === part));
    const afterPuncture = found.some(({ notes }) => notes.includes('afterPuncture'));
    return parts.length < 2
      ? []
      : [{ key: `${day}/${parts.join('+')}/${afterPuncture}`, day, parts, afterPuncture }];
  });
};
