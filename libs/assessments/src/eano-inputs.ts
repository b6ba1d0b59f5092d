import { compartmentOfProcedure } from '@leptotrace/clinical';
import {
  joinPatterns,
  mriPattern,
  type EanoEsmoInputs,
  type LmStated,
  type MriPattern,
} from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { samplesOf } from './lm-components';
import { lmImagingOf } from './lm-imaging';
import { signsOf } from './lm-signs';
import { sayingsOf } from './metastasis-statements';
import { placedOf, type Placed } from './placement';

type Cytology = Exclude<EanoEsmoInputs['cytology'], 'not-done' | null>;
type Clinical = NonNullable<EanoEsmoInputs['clinical']>;

/** One thing that the classification reads, on the day on which it was so. */
interface Item {
  readonly day: EpochDay;
  readonly factId: string;
  readonly cytology?: Cytology;
  readonly pattern?: MriPattern;
  readonly clinical?: Clinical;
  readonly biopsy?: 'positive' | 'negative';
  readonly stated?: LmStated;
  /** A denial: what was only possible or probable up to its day is gone. */
  readonly refutes?: boolean;
}

const DIAGNOSTIC: Readonly<Record<string, Cytology>> = {
  negative: 'negative',
  atypical: 'equivocal',
  suspicious: 'equivocal',
  positive: 'positive',
};

/** Flow cytometry is no cytology of a carcinoma. */
const cytologyItems = (facts: readonly Placed[]): readonly Item[] =>
  samplesOf(facts).flatMap(({ item: { day, factId, result, method } }) => {
    const cytology = DIAGNOSTIC[result ?? ''];
    return cytology && method === 'cytology' ? [{ day, factId, cytology }] : [];
  });

const mriItems = (facts: readonly Placed[]): readonly Item[] =>
  placedOf(facts, 'ImagingStudyReported').flatMap((study) => {
    const imaging = lmImagingOf(study);
    const pattern = imaging && mriPattern(imaging);
    return pattern ? [{ day: study.day, factId: study.factId, pattern }] : [];
  });

type Diagnosis = Placed<'DiagnosisRecorded'>;

const TISSUE: ReadonlySet<string> = new Set(['biopsy', 'autopsy']);

/** Tissue is stated with the diagnosis that rests on it; what an autopsy finds counts as a biopsy. */
const biopsyOf = ({ fact }: Diagnosis): Item['biopsy'] => {
  const { biopsy } = fact.eanoEsmo ?? {};
  if (biopsy === 'positive' || biopsy === 'negative') return biopsy;
  if (!(fact.basis ?? []).some((basis) => TISSUE.has(basis))) return undefined;
  if (fact.certainty === 'refuted') return 'negative';
  return fact.certainty === undefined || fact.certainty === 'confirmed' ? 'positive' : undefined;
};

const known = <T, N extends string>(value: T | N | undefined, unsaid: N): T | undefined =>
  value === unsaid ? undefined : (value as T | undefined);

/** What the source gives as inputs with its diagnosis. */
const diagnosisItems = (facts: readonly Placed[]): readonly Item[] => {
  const sayings = sayingsOf(facts, 'leptomeningeal-metastasis');
  const diagnoses = new Map(placedOf(facts, 'DiagnosisRecorded').map((each) => [each.factId, each]));
  return sayings.map(({ factId, day, certainty, refutes }) => {
    const diagnosis = diagnoses.get(factId) as Diagnosis;
    const { clinical, mri, cytology } = certainty === 'refuted' ? {} : (diagnosis.fact.eanoEsmo ?? {});
    const biopsy = biopsyOf(diagnosis);
    const pattern = known<MriPattern, 'not-done'>(mri, 'not-done');
    const read = known<Cytology, 'not-done'>(cytology, 'not-done');
    return {
      day,
      factId,
      stated: { certainty, factId },
      refutes,
      ...(clinical ? { clinical } : {}),
      ...(pattern ? { pattern } : {}),
      ...(read ? { cytology: read } : {}),
      ...(biopsy ? { biopsy } : {}),
    };
  });
};

const MAY_BE_BRAIN: ReadonlySet<string> = new Set(['cns', 'both', 'undetermined']);

/** The last brain surgery up to the puncture; a resection of the lung is none. */
const brainSurgeryBefore = (facts: readonly Placed[], day: EpochDay | null): EpochDay | null =>
  placedOf(facts, 'ProcedurePerformed')
    .filter(
      ({ fact, day: on }) =>
        day !== null &&
        on <= day &&
        fact.procedure === 'resection' &&
        MAY_BE_BRAIN.has(compartmentOfProcedure(fact)),
    )
    .at(-1)?.day ?? null;

/**
 * What is left on a day: a denial takes what images and signs let suspect up to then. Cells and tissue
 * stay, those that prove LM and those that do not.
 */
const standing = (items: readonly Item[]): readonly Item[] => {
  const denied = items.filter(({ refutes }) => refutes).at(-1)?.day ?? -Infinity;
  return items.map((item) => {
    if (item.day > denied) return item;
    const { pattern: _pattern, clinical: _clinical, ...left } = item;
    return left;
  });
};

const CYTOLOGY_RANK: readonly Cytology[] = ['positive', 'equivocal', 'negative'];
const CLINICAL_RANK: readonly Clinical[] = ['typical', 'atypical-only', 'normal'];
const BIOPSY_RANK = ['positive', 'negative'] as const;

const strongest = <T>(ranked: readonly T[], found: readonly (T | undefined)[]): T | null =>
  ranked.find((each) => found.includes(each)) ?? null;

const inputsOf = (facts: readonly Placed[], items: readonly Item[], day: EpochDay): EanoEsmoInputs => {
  const left = standing(items);
  const cytology = strongest(
    CYTOLOGY_RANK,
    left.map((item) => item.cytology),
  );
  const samples = left.filter((item) => item.cytology !== undefined);
  const deciding = samples.find((item) => item.cytology === 'positive') ?? samples.at(-1);
  const csfDay = deciding?.day ?? null;
  return {
    day,
    stated: left.flatMap(({ stated }) => stated ?? []).at(-1) ?? null,
    factIds: [...new Set(left.map(({ factId }) => factId))],
    clinical: strongest(
      CLINICAL_RANK,
      left.map((item) => item.clinical),
    ),
    mri: joinPatterns(left.flatMap((item) => item.pattern ?? [])),
    cytology,
    biopsy: strongest(
      BIOPSY_RANK,
      left.map((item) => item.biopsy),
    ),
    punctures: new Set(samples.map((item) => item.day)).size,
    brainSurgeryDay: brainSurgeryBefore(facts, csfDay),
    csfDay,
  };
};

/**
 * Inputs of the classification on every day on which something that it reads came to be known, with or
 * without a stated diagnosis: facts count by their own day, of the sample and of the scan (5).
 */
export const eanoInputsOf = (facts: readonly Placed[]): readonly EanoEsmoInputs[] => {
  const items = [
    ...cytologyItems(facts),
    ...mriItems(facts),
    ...signsOf(facts),
    ...diagnosisItems(facts),
  ].sort((a, b) => a.day - b.day || (a.factId < b.factId ? -1 : 1));
  const days = [...new Set(items.map(({ day }) => day))];
  return days.map((day) =>
    inputsOf(
      facts,
      items.filter((item) => item.day <= day),
      day,
    ),
  );
};
