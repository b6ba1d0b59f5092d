import { type Configuration } from '@leptotrace/rules';
import { type Decision } from './decide';
import { type Cause } from './model';
import { type Situation } from './situation';
import { type Found } from './sources';

/** Did both compartments progress within `simultaneousDays` (7.2)? */
export const isSimultaneous = (a: Found, b: Found, { simultaneousDays }: Configuration): boolean =>
  Math.abs(a.progression.day - b.progression.day) <= simultaneousDays;

const causeOfProgression = (s: Situation, found: Found): Cause => {
  const { scope, otherPd, config } = s;
  if (scope.literal) return found.compartment === 'cns' ? 'CNS' : 'NON_CNS_BY_SEED_LITERAL';
  if (otherPd && isSimultaneous(found, otherPd, config)) return config.bothCountsAs;
  return found.compartment === 'cns' ? 'CNS' : 'NON_CNS';
};

/** Cause of the event; `null` when censored. */
export const causeOf = (s: Situation, { by, event }: Decision): Cause | null => {
  if (by === 'death') return 'DEATH';
  return by === 'progression' && event?.found ? causeOfProgression(s, event.found) : null;
};
