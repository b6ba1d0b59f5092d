import type { SubjectCourse } from '@leptotrace/endpoints';
import { ruleBook, type Derivation } from '@leptotrace/rules';

// libs/endpoints/src/endpoints.rules.ts
export const NEXT_THERAPY_RULES = ruleBook({
  'TTE-8.4-TTNT': {
    says: 'Time to next therapy runs from the origin to the first new anticancer therapy.',
    section: '8.4',
    cites: ['house'],
    provenance: ['choice'],
  },
});

// libs/endpoints/src/time-to-next-therapy.ts: days with both ends counted, and how they came about.
export const timeToNextTherapy = ({ origin, newTherapies, cutoff }: SubjectCourse): Derivation => {
  const rule = 'TTE-8.4-TTNT';
  if (!origin) return { rule, value: null, flags: ['NO_ORIGIN'] };
  const [next] = newTherapies;
  const end = next?.day ?? cutoff;
  const avalDays = end - origin.day + 1;
  return {
    rule,
    value: next ? 'event' : 'censored',
    day: end,
    facts: [...origin.factIds, ...(next?.factIds ?? [])],
    sums: { avalDays },
  };
};
