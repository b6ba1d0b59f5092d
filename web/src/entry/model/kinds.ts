import type { KindOfFact } from './schema';

export interface KindGroup {
  readonly group: string;
  readonly kinds: readonly KindOfFact[];
}

const plain = (text: string): string => text.trim().toLocaleLowerCase();

/** Kinds by topic in the service's order; a search finds what the reader calls it, or the service. */
export const groupKinds = (
  kinds: readonly KindOfFact[],
  search: string,
  nameOf: (kind: string) => string,
): readonly KindGroup[] => {
  const words = plain(search).split(/\s+/);
  const isFound = ({ kind, title }: KindOfFact): boolean => {
    const names = plain(`${nameOf(kind)} ${title} ${kind}`);
    return words.every((word) => names.includes(word));
  };
  const groups = new Map<string, KindOfFact[]>();
  for (const kind of kinds.filter(isFound)) {
    const group = groups.get(kind.group) ?? [];
    group.push(kind);
    groups.set(kind.group, group);
  }
  return [...groups].map(([group, found]) => ({ group, kinds: found }));
};

/** What is written down next, as a rule: results of a sample, the end of what was begun. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  SpecimenCollected: [
    'CsfCytologyReported',
    'CsfChemistryReported',
    'MolecularReportIssued',
    'TumorMarkerReported',
  ],
  LumbarPuncturePerformed: ['CsfCytologyReported', 'CsfChemistryReported', 'MolecularReportIssued'],
  CsfCytologyReported: ['CsfChemistryReported', 'CirculatingTumorCellsReported', 'MolecularReportIssued'],
  CsfChemistryReported: ['CsfCytologyReported', 'TumorMarkerReported', 'MolecularReportIssued'],
  ImagingStudyReported: ['NeurologicalExamRecorded', 'LumbarPuncturePerformed', 'ProgressionStated'],
  NeurologicalExamRecorded: ['PerformanceStatusRecorded', 'SymptomRecorded', 'ImagingStudyReported'],
  DiagnosisRecorded: ['ImagingStudyReported', 'LumbarPuncturePerformed', 'TherapyStarted'],
  TherapyStopped: ['TherapyStarted', 'AdverseEventRecorded'],
  ProgressionStated: ['TherapyStopped', 'TherapyStarted'],
};

/** Kinds that may follow those that are there, each once and none that is there already. */
export const nextKinds = (kinds: readonly string[]): readonly string[] => {
  const last = kinds.at(-1) ?? '';
  return (NEXT[last] ?? []).filter((kind) => !kinds.includes(kind));
};
