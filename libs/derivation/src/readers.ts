import { isInvestigator } from '@leptotrace/assessments';
import { type Fact } from '@leptotrace/clinical';
import { type TimelineView, type ViewedFact } from '@leptotrace/timeline';

/**
 * Whose reading is asked for: the accepted one, record by record; the investigator's; or that of a reader by
 * name. Readers choose their own targets, so that what several of them read is never mixed (criteria 4).
 */
export type ReaderChoice = string;
export const ACCEPTED = 'accepted';
export const INVESTIGATOR = 'investigator';

type Read = Extract<Fact, { kind: 'ImagingStudyReported' | 'ResponseStated' | 'ProgressionStated' }>;
type Study = Extract<Fact, { kind: 'ImagingStudyReported' }>;

const isRead = (fact: Fact): fact is Read =>
  fact.kind === 'ImagingStudyReported' || fact.kind === 'ResponseStated' || fact.kind === 'ProgressionStated';

const allOf = ({ known, undetermined }: TimelineView): readonly ViewedFact[] => [...known, ...undetermined];

/** Readers whom the facts name, each once. */
export const readersOf = (facts: readonly Fact[]): readonly string[] =>
  [
    ...new Set(facts.flatMap((fact) => (isRead(fact) && fact.reader !== undefined ? [fact.reader] : []))),
  ].sort();

const studiesOf = (view: TimelineView): readonly Study[] =>
  allOf(view).flatMap(({ fact }) => (fact.kind === 'ImagingStudyReported' ? [fact] : []));

const acceptedBy = (studies: readonly Study[], reader: string): number =>
  studies.filter((study) => study.reader === reader && study.accepted === true).length;

/** Of several readers of studies: of whom most are accepted, else the investigator (`null`), else the first by name. */
const primaryOf = (studies: readonly Study[]): string | null => {
  const [first, ...others] = readersOf(studies);
  if (first === undefined) return null;
  const most = others.reduce(
    (best, reader) => (acceptedBy(studies, reader) > acceptedBy(studies, best) ? reader : best),
    first,
  );
  if (acceptedBy(studies, most) > 0) return most;
  const own = studies.find(({ reader }) => isInvestigator(reader));
  return own ? (own.reader ?? null) : first;
};

const isBy = (reader: string | null, study: Study): boolean =>
  reader === null || isInvestigator(reader) ? isInvestigator(study.reader) : study.reader === reader;

/** A study that nobody is named for stays where the chosen reader read nothing of its regions. */
const keepsStudy = (studies: readonly Study[], reader: string | null) => {
  const regions = new Set(studies.filter((study) => isBy(reader, study)).flatMap((study) => study.regions));
  return (study: Study): boolean =>
    isBy(reader, study) ||
    (study.reader === undefined && !study.regions.some((region) => regions.has(region)));
};

/** The view as one reader has it. A second reader changes nothing of what the accepted one reads. */
export const readBy = (view: TimelineView, choice: ReaderChoice = ACCEPTED): TimelineView => {
  const studies = studiesOf(view);
  const everybody = choice === ACCEPTED;
  const named = choice === INVESTIGATOR ? null : choice;
  if (everybody && readersOf(studies).length === 0) return view;
  const keeps = keepsStudy(studies, everybody ? primaryOf(studies) : named);
  const stays = ({ fact }: ViewedFact): boolean => {
    if (fact.kind === 'ImagingStudyReported') return keeps(fact);
    if (everybody || !isRead(fact)) return true;
    return named === null ? isInvestigator(fact.reader) : fact.reader === named;
  };
  return { ...view, known: view.known.filter(stays), undetermined: view.undetermined.filter(stays) };
};
