import type { Fact, FactKind } from './facts';

/** Where a fact points to another fact or to a specimen of the same patient. */
export interface Reference {
  readonly path: string;
  readonly id: string;
  /** Kinds that may be pointed to; any kind when left out. */
  readonly kinds?: readonly FactKind[];
}

const one = (path: string, id: string | undefined, kinds?: readonly FactKind[]): readonly Reference[] =>
  id === undefined ? [] : [kinds ? { path, id, kinds } : { path, id }];

const ownReferences = (fact: Fact): readonly Reference[] => {
  switch (fact.kind) {
    case 'TherapyDoseChanged':
    case 'TherapyHeld':
    case 'TherapyResumed':
    case 'TherapyStopped':
      return one('/startId', fact.startId, ['TherapyStarted']);
    case 'InductionCompleted':
      return fact.startIds.flatMap((id, index) => one(`/startIds/${index}`, id, ['TherapyStarted']));
    case 'ImagingStudyReported':
      return [
        ...one('/comparator', fact.comparator, ['ImagingStudyReported']),
        ...one('/scorecardReference', fact.scorecardReference, ['ImagingStudyReported']),
      ];
    case 'DiagnosisRecorded':
      return one('/supersedes', fact.supersedes, ['DiagnosisRecorded']);
    default:
      return [];
  }
};

/** Facts of the same patient that a fact points to. */
export const factReferences = (fact: Fact): readonly Reference[] => [
  ...one('/relativeTo/factId', fact.relativeTo?.factId),
  ...ownReferences(fact),
];

/** The specimen that a fact brings into being; results may point to it from then on. */
export const definedSpecimen = (fact: Fact): string | null =>
  fact.kind === 'SpecimenCollected' || fact.kind === 'LumbarPuncturePerformed'
    ? (fact.specimenId ?? null)
    : null;

/** The specimen that a result was found in. */
export const usedSpecimen = (fact: Fact): string | null =>
  definedSpecimen(fact) === null && 'specimenId' in fact ? (fact.specimenId ?? null) : null;
