import { mriPattern, ranoLmCytology } from '@leptotrace/criteria';
import { type Dated } from '@leptotrace/endpoints';
import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration } from '@leptotrace/rules';
import { samplesOf } from './lm-components';
import { lmImagingOf } from './lm-imaging';
import { type Study } from './lesions';
import { type Saying } from './metastasis-statements';
import { placedOf, type Placed } from './placement';

/** What shows a metastasis; `named`: only because the diagnosis says that it rests on such a thing. */
export interface Shown extends Dated {
  readonly named: boolean;
}

const SAMPLES: ReadonlySet<string> = new Set(['csf-cytology', 'csf-genotype', 'csf-ctc']);
const SCANS: ReadonlySet<string> = new Set(['mri', 'ct']);
const TISSUE: ReadonlySet<string> = new Set(['biopsy', 'autopsy']);

const shown = ({ day, dates, factIds }: Dated, named = false): Shown => ({ day, dates, factIds, named });

export const showsBrain = ({ fact }: Study): boolean =>
  fact.regions.some((region) => region === 'brain' || region === 'neuraxis');

const showsNeuraxis = (study: Study): boolean => study.fact.regions.includes('spine') || showsBrain(study);

const rests = ({ basis }: Saying, on: ReadonlySet<string>): boolean => basis.some((each) => on.has(each));

/** Samples and scans that by themselves let LM be seen, and those that the diagnosis names as its ground. */
export const shownOfLm = (facts: readonly Placed[], saying: Saying): readonly Shown[] => {
  const samples = samplesOf(facts).map(({ day, dates, factId, item }) => ({
    ...shown({ day, dates, factIds: [factId] }, ranoLmCytology(item.result) !== 'pos'),
  }));
  const scans = placedOf(facts, 'ImagingStudyReported').filter(showsNeuraxis);
  const seen = (study: Study): boolean => {
    const imaging = lmImagingOf(study);
    const pattern = imaging && mriPattern(imaging);
    return pattern !== null && (pattern.startsWith('linear') || pattern === 'nodular');
  };
  const tissue = placedOf(facts, 'ProcedurePerformed').filter(({ fact }) => TISSUE.has(fact.procedure));
  return [
    ...samples.filter(({ named }) => !named || rests(saying, SAMPLES)),
    ...scans
      .filter((study) => seen(study) || rests(saying, SCANS))
      .map((study) => shown(study, !seen(study))),
    ...(rests(saying, TISSUE) ? tissue.map((each) => shown(each, true)) : []),
  ];
};

/**
 * The day of the evidence that a diagnosis rests on, up to `lmEvidenceDays` before it (R1): the first that
 * shows the disease by itself, else the last that the diagnosis names; without either its own day.
 */
export const evidenceOfSaying = (
  saying: Saying,
  found: readonly Shown[],
  after: EpochDay,
  { lmEvidenceDays }: Configuration,
): Dated => {
  const near = found
    .filter(({ day }) => day <= saying.day && saying.day - day <= lmEvidenceDays && day > after)
    .sort((a, b) => a.day - b.day);
  const ground = near.find(({ named }) => !named) ?? near.at(-1);
  const { day, dates, factIds } = ground ?? saying;
  return { day, dates, factIds: [...new Set([...factIds, ...saying.factIds])] };
};

/** The earliest; of one day the one that names the smaller fact, so that no order of recording shows. */
export const earliest = <T extends Dated>(found: readonly T[]): T | null =>
  [...found].sort((a, b) => a.day - b.day || ((a.factIds[0] ?? '') < (b.factIds[0] ?? '') ? -1 : 1))[0] ??
  null;
