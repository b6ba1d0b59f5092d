import { type EanoEsmoInputs } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { placedOf, type Placed } from './placement';

type Cytology = NonNullable<EanoEsmoInputs['cytology']>;

const DIAGNOSTIC: Readonly<Record<string, Cytology | null>> = {
  negative: 'negative',
  atypical: 'equivocal',
  suspicious: 'equivocal',
  positive: 'positive',
  insufficient: null,
};
const RANK: readonly (Cytology | null)[] = [null, 'not-done', 'negative', 'equivocal', 'positive'];

const best = (results: readonly (Cytology | null)[]): Cytology | null =>
  results.reduce<Cytology | null>(
    (found, next) => (RANK.indexOf(next) > RANK.indexOf(found) ? next : found),
    null,
  );

const samplesBy = (facts: readonly Placed[], day: EpochDay) =>
  placedOf(facts, 'CsfCytologyReported').filter((sample) => sample.day <= day);

const surgeryBy = (facts: readonly Placed[], day: EpochDay): EpochDay | null =>
  placedOf(facts, 'ProcedurePerformed').find(
    ({ fact, day: on }) => fact.procedure === 'resection' && on <= day,
  )?.day ?? null;

const inputsAt = (
  facts: readonly Placed[],
  diagnosis: Placed<'DiagnosisRecorded'>,
  day: EpochDay,
): EanoEsmoInputs => {
  const { clinical, mri, cytology, biopsy } = diagnosis.fact.eanoEsmo ?? {};
  const seen = samplesBy(facts, day);
  return {
    day,
    factIds: [diagnosis.factId, ...seen.map(({ factId }) => factId)],
    clinical: clinical ?? null,
    mri: mri ?? null,
    cytology: best([cytology ?? null, ...seen.map(({ fact }) => DIAGNOSTIC[fact.result] ?? null)]),
    biopsy: biopsy ?? null,
    punctures: seen.length,
    brainSurgeryDay: surgeryBy(facts, day),
    csfDay: seen.at(-1)?.day ?? null,
  };
};

/**
 * Inputs of the classification at each diagnosis of LM, and again when a later sample is the first
 * positive one: a new classification with its own date, the older one stays (5).
 */
export const eanoInputsOf = (facts: readonly Placed[]): readonly EanoEsmoInputs[] =>
  placedOf(facts, 'DiagnosisRecorded')
    .filter(({ fact }) => fact.what === 'leptomeningeal-metastasis' && fact.certainty !== 'refuted')
    .flatMap((diagnosis) => {
      const first = inputsAt(facts, diagnosis, diagnosis.day);
      const later = placedOf(facts, 'CsfCytologyReported').find(
        ({ fact, day }) => day > diagnosis.day && fact.result === 'positive',
      );
      return first.cytology === 'positive' || !later
        ? [first]
        : [first, inputsAt(facts, diagnosis, later.day)];
    });
