import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Derivation, type Flag } from '@leptotrace/rules';
import { type EanoEsmoInputs, type LmStated } from '../lm-model';

export type Letter = 'A' | 'B' | 'C' | 'D' | '?';
export type Certainty = 'confirmed' | 'probable' | 'possible' | 'lack-of-evidence' | 'NE';

export interface EanoEsmoClassification {
  /** What was stated of LM last: beside what is derived, neither decides the other. */
  readonly stated: LmStated | null;
  /** `IA` to `ID`, `IIA` to `IID`, `I?` without an MRI; `NE` where nothing can be said. */
  readonly type: `I${Letter}` | `II${Letter}` | 'NE';
  readonly certainty: Certainty;
  readonly flags: readonly Flag[];
  readonly why: Derivation;
}

const LETTERS: Readonly<Record<NonNullable<EanoEsmoInputs['mri']>, Letter>> = {
  linear: 'A',
  nodular: 'B',
  'linear-and-nodular': 'C',
  'hydrocephalus-only': 'D',
  'normal-or-equivocal': 'D',
  'not-done': '?',
};

const SURGERY_DAYS = 14;

const flagsOf = ({ cytology, punctures, csfDay, brainSurgeryDay }: EanoEsmoInputs): readonly Flag[] => {
  const flags: Flag[] = [];
  if (cytology === null || cytology === 'not-done') flags.push('CYTOLOGY_NOT_DONE');
  if (punctures === 1 && (cytology === 'negative' || cytology === 'equivocal')) flags.push('REPEAT_LP');
  const days = csfDay !== null && brainSurgeryDay !== null ? csfDay - brainSurgeryDay : -1;
  if (days >= 0 && days <= SURGERY_DAYS) flags.push('CSF_WITHIN_14D_OF_SURGERY');
  return flags;
};

interface Step {
  readonly rule: string;
  readonly type: EanoEsmoClassification['type'];
  readonly certainty: Certainty;
}

const typeTwo = (letter: Letter, typical: boolean): Step => {
  const type = `II${letter}` as const;
  if (letter === '?') return { rule: 'EANO-5-mri-not-done', type: 'NE', certainty: 'NE' };
  if (letter === 'D')
    return typical
      ? { rule: 'EANO-5-5', type, certainty: 'possible' }
      : { rule: 'EANO-5-6', type, certainty: 'lack-of-evidence' };
  return typical
    ? { rule: 'EANO-5-3', type, certainty: 'probable' }
    : { rule: 'EANO-5-4', type, certainty: 'possible' };
};

const stepOf = ({ cytology, biopsy, mri, clinical }: EanoEsmoInputs): Step => {
  const letter = mri === null ? '?' : LETTERS[mri];
  if (cytology === 'positive' || biopsy === 'positive')
    return { rule: 'EANO-5-1', type: `I${letter}`, certainty: 'confirmed' };
  return typeTwo(letter, clinical === 'typical');
};

/** EANO-ESMO classification (5) of one diagnosis, from what was known of it on its day. */
export const classifyEanoEsmo = (inputs: EanoEsmoInputs, _config: Configuration): EanoEsmoClassification => {
  const { rule, type, certainty } = stepOf(inputs);
  const flags = flagsOf(inputs);
  const { clinical, mri, cytology, biopsy, punctures } = inputs;
  return {
    stated: inputs.stated,
    type,
    certainty,
    flags,
    why: {
      rule,
      value: type === 'NE' ? 'NE' : `${type}, ${certainty}`,
      day: inputs.day,
      facts: inputs.factIds,
      sums: { clinical, mri, cytology, biopsy, punctures, stated: inputs.stated?.certainty ?? null },
      flags,
    },
  };
};

export type DatedClassification = EanoEsmoClassification & { readonly day: EpochDay };

const AT_LEAST_POSSIBLE: ReadonlySet<Certainty> = new Set(['confirmed', 'probable', 'possible']);
const ESTABLISHED: ReadonlySet<Certainty> = new Set(['confirmed', 'probable']);

export const isAtLeastPossible = ({ certainty }: EanoEsmoClassification): boolean =>
  AT_LEAST_POSSIBLE.has(certainty);

export const isAtLeastProbable = ({ certainty }: EanoEsmoClassification): boolean =>
  ESTABLISHED.has(certainty);

const saying = ({ type, certainty, flags, stated }: EanoEsmoClassification): string =>
  [type, certainty, stated?.certainty, ...flags].join();

/** Classification is at diagnosis: confirmed and with its letter it stays, once the work-up is over. */
const isSettled = (
  confirmed: DatedClassification | undefined,
  last: DatedClassification | undefined,
  { day }: EanoEsmoInputs,
  { evaluationWindowDays }: Configuration,
): boolean =>
  confirmed !== undefined &&
  last !== undefined &&
  last.type !== 'I?' &&
  day - confirmed.day > evaluationWindowDays;

/**
 * The classifications of a course, ascending: one each time that what was known says something new. A
 * later one has its own date and never rewrites an earlier one (5).
 */
export const classificationsOf = (
  inputs: readonly EanoEsmoInputs[],
  config: Configuration,
): readonly DatedClassification[] => {
  const found: DatedClassification[] = [];
  for (const known of inputs) {
    const last = found.at(-1);
    const confirmed = found.find(({ certainty }) => certainty === 'confirmed');
    const fresh = { ...classifyEanoEsmo(known, config), day: known.day };
    const next =
      last && isSettled(confirmed, last, known, config)
        ? { ...last, stated: fresh.stated, day: known.day }
        : fresh;
    if (!last || saying(last) !== saying(next)) found.push(next);
  }
  return found;
};
