import { type FactOf } from '@leptotrace/clinical';
import { type LmImaging, type Nodule } from '@leptotrace/criteria';
import { lengthOf, type Quantity, type Study } from './lesions';

type StudyFact = FactOf<'ImagingStudyReported'>;

const noduleOf = (x: Quantity | undefined, y: Quantity | undefined): Nodule | null => {
  const [first, second] = [lengthOf(x), lengthOf(y)];
  return first === null || second === null ? null : { x: first, y: second };
};

const READER: Readonly<Partial<Record<string, LmImaging['readerOverall']>>> = {
  CR: 'improved',
  PR: 'improved',
  IMPROVED: 'improved',
  SD: 'stable',
  STABLE: 'stable',
  NON_CR_NON_PD: 'stable',
  PD: 'progressive',
  WORSE: 'progressive',
  NE: 'not-evaluable',
};

const covers = (fact: StudyFact, part: 'brain' | 'spine'): boolean =>
  fact.regions.includes(part) || fact.regions.includes('neuraxis');

const lanoOf = (fact: StudyFact): LmImaging['lano'] =>
  (fact.scorecard ?? []).map(({ item, presence, change, direction, nodule }) => ({
    item,
    presence: presence ?? null,
    change: change ?? null,
    direction: direction ?? null,
    nodule: noduleOf(nodule?.x, nodule?.y),
  }));

const revisedOf = (fact: StudyFact): LmImaging['revised'] =>
  (fact.revisedScorecard ?? []).map(({ item, presence, change, nodules }) => ({
    item,
    presence,
    change: change ?? null,
    nodules: (nodules ?? []).flatMap(({ x, y }) => noduleOf(x, y) ?? []),
  }));

const GONE: Nodule = { x: 0, y: 0 };

const nodulesOf = (fact: StudyFact): LmImaging['nodules'] =>
  (fact.lesions ?? [])
    .filter(({ kind, site }) => kind === 'leptomeningeal-nodule' || site === 'leptomeninges')
    .map(({ lesionId, longestDiameter, perpendicularDiameter, role, state }) => {
      const present = state !== 'absent' && state !== 'not-evaluable';
      return {
        lesionId,
        size: state === 'absent' ? GONE : noduleOf(longestDiameter, perpendicularDiameter),
        present,
        isNew: role === 'new' && present,
      };
    });

const newInLeptomeninges = (fact: StudyFact, equivocal: boolean): boolean =>
  (fact.newLesions ?? []).some((each) => each.site === 'leptomeninges' && each.equivocal === equivocal);

/** An MRI of the neuraxis as LM criteria read it; other modalities say nothing here. */
export const lmImagingOf = (study: Study): LmImaging | null => {
  const { fact, factId, day } = study;
  const [brain, spine] = [covers(fact, 'brain'), covers(fact, 'spine')];
  if (fact.modality !== 'mri' || (!brain && !spine)) return null;
  return {
    factId,
    day,
    timeOfDay: fact.timeOfDay ?? null,
    brain,
    spine,
    contrast: fact.contrast ?? null,
    readerOverall: READER[fact.readerOverall ?? ''] ?? null,
    lano: lanoOf(fact),
    revised: revisedOf(fact),
    revisedReferenceFactId: fact.scorecardReference ?? null,
    nodules: nodulesOf(fact),
    newLmLesion: newInLeptomeninges(fact, false),
    equivocalLmLesion: newInLeptomeninges(fact, true),
  };
};
