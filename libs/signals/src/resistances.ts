import type {
  AlterationAnswer,
  ClearanceState,
  CompartmentStanding,
  ResistanceAnswer,
} from '@leptotrace/genomics';
import { dayText } from '@leptotrace/kernel';
import type { Flag } from '@leptotrace/rules';
import type { ResistanceSubject } from './signal';

/** What leaves open whether the alteration is there and is of the tumour. */
const DOUBTS: ReadonlySet<Flag> = new Set<Flag>([
  'LOW_INPUT_POSITIVE',
  'QC_NOT_PASSED',
  'VAF_UNDER_LOD',
  'NAMES_DISAGREE',
  'CHIP_POSSIBLE',
  'GERMLINE_POSSIBLE',
]);

const sinceOf = ({ since }: CompartmentStanding): string | null => (since === null ? null : dayText(since));

const detected = (
  { shown, effects, facts, discordance }: AlterationAnswer,
  standing: CompartmentStanding,
): ResistanceSubject | null => {
  const { compartment, history } = standing;
  const resistant = effects.filter(
    (found) => found.effect === 'resistant' && found.compartments.includes(compartment),
  );
  if (resistant.length === 0) return null;
  const sample = history.findLast(({ state }) => state === 'DETECTED');
  const flags = [...(sample?.flags ?? []), ...discordance.flags];
  return {
    what: 'resistance',
    compartment,
    alteration: shown,
    state: 'detected',
    since: sinceOf(standing),
    confirmation: flags.some((flag) => DOUBTS.has(flag)) ? 'provisional' : 'confirmed',
    drugs: [...new Set(resistant.map(({ drug }) => drug))].sort(),
    criteria: [...new Set(resistant.map(({ rule }) => rule))].sort(),
    facts: [...facts].sort(),
  };
};

const CLEARED: ReadonlySet<ClearanceState> = new Set(['CLEARED_PROVISIONAL', 'CONFIRMED_CLEARED']);

/** What was there and is found no more; `null` for what never was there. */
const cleared = (
  { shown, specimens }: AlterationAnswer,
  standing: CompartmentStanding,
): ResistanceSubject | null => {
  const { compartment, history, since } = standing;
  if (!history.some(({ state }) => state === 'DETECTED')) return null;
  const negatives = history.filter(({ state, day }) => state === 'NOT_DETECTED' && day >= (since ?? day));
  const clearances = specimens.flatMap((found) =>
    found.compartment === compartment && found.clearance ? [found.clearance] : [],
  );
  // A negative of cells clears nothing that only the supernatant showed.
  if (!clearances.every(({ state }) => CLEARED.has(state))) return null;
  return {
    what: 'resistance',
    compartment,
    alteration: shown,
    state: 'cleared',
    since: sinceOf(standing),
    confirmation: clearances.every(({ state }) => state === 'CONFIRMED_CLEARED')
      ? 'confirmed'
      : 'provisional',
    drugs: [],
    criteria: [...new Set(clearances.map(({ why }) => why.rule))].sort(),
    facts: [...new Set(negatives.map(({ factId }) => factId))].sort(),
  };
};

const subjectOf = (alteration: AlterationAnswer, standing: CompartmentStanding): ResistanceSubject | null => {
  if (standing.state === 'DETECTED') return detected(alteration, standing);
  return standing.state === 'NOT_DETECTED' ? cleared(alteration, standing) : null;
};

/** By the key of their signals: alterations that a drug is lost to, and those that are gone again. */
export const resistancesIn = ({
  alterations,
}: ResistanceAnswer): readonly (readonly [string, ResistanceSubject])[] =>
  alterations.flatMap((alteration) =>
    alteration.compartments.flatMap((standing) => {
      const subject = subjectOf(alteration, standing);
      return subject ? [[`resistance:${standing.compartment}:${alteration.key}`, subject] as const] : [];
    }),
  );
