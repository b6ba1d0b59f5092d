import type { ReadableKind } from './parts';
import { phraseTable, type PhraseTable } from './words';

/** Types that no kind of fact holds and that say nothing of a derived value: kept with their structure. */
export const KEPT_TYPES: ReadonlySet<string> = new Set([
  'lab',
  'eeg',
  'microbiology',
  'drug_level',
  'treatment_holiday',
  'family_history',
  'smoking',
  'allergy',
]);

/** What a type that is not known may have been, by the words of its name. */
export const MAY_BE: PhraseTable<ReadableKind> = phraseTable<ReadableKind>([
  ['CsfCytologyReported', 'cytolog*'],
  ['CsfChemistryReported', 'chemistry', 'biochemistry'],
  ['IntracranialPressureMeasured', 'pressure'],
  ['LumbarPuncturePerformed', 'puncture', 'lumbar'],
  [
    'MolecularReportIssued',
    'genotyp*',
    'ngs',
    'sequencing',
    'mutation*',
    'molecular',
    'ctdna',
    'cfdna',
    'pcr',
  ],
  ['TumorMarkerReported', 'marker*', 'cea'],
  ['DeathRecorded', 'death', 'died', 'dead'],
  ['RadiotherapyDelivered', 'radiotherap*', 'radiation', 'irradiation', 'radiosurgery', 'wbrt', 'srs'],
  ['TherapyStopped', 'stop*', 'discontinu*', 'end'],
  ['TherapyHeld', 'hold', 'held', 'pause*', 'interrupt*'],
  ['TherapyResumed', 'resum*', 'restart*'],
  ['TherapyDoseChanged', 'dose'],
  ['TherapyStarted', 'therap*', 'treatment', 'drug*', 'medication', 'chemotherap*', 'steroid*', 'regimen'],
  ['ProcedurePerformed', 'procedure', 'surgery', 'operation', 'shunt', 'reservoir', 'biopsy'],
  ['ImagingStudyReported', 'imaging', 'mri', 'ct', 'pet', 'scan', 'radiology'],
  ['ProgressionStated', 'progress*', 'relapse*', 'recurren*'],
  ['ResponseStated', 'response*', 'remission'],
  ['PerformanceStatusRecorded', 'performance', 'ecog', 'karnofsky'],
  ['NeurologicalExamRecorded', 'neuro*', 'exam', 'examination'],
  ['DiagnosisRecorded', 'diagnos*', 'metasta*'],
  ['SpecimenCollected', 'specimen', 'sample'],
  ['CareTransitioned', 'care', 'hospice'],
  ['ContactRecorded', 'follow up', 'contact', 'visit'],
]);
