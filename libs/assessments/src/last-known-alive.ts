import { showsLife } from '@leptotrace/clinical';
import { type Dated } from '@leptotrace/endpoints';
import { ruleBook } from '@leptotrace/rules';
import { type Placed } from './placement';

export const LIFE_RULES = ruleBook({
  'LIFE-8.4-last-known-alive': {
    says: 'The last day known alive is the latest day of any statement that shows the patient alive, of every domain.',
    section: '8.4',
    cites: ['house'],
    provenance: ['choice'],
  },
  'LIFE-8.4-report': {
    says: 'The day of a report shows no life, that of its specimen does; nor does a plan, a document, a reading off site, an autopsy, or what was inferred.',
    section: '8.4',
    cites: ['house'],
    provenance: ['choice'],
  },
});

/** The one that lies latest by a bound of its dates. */
const latest = (signs: readonly Placed[], of: (sign: Placed) => number): Placed | undefined =>
  signs.reduce<Placed | undefined>((last, sign) => (last && of(last) > of(sign) ? last : sign), undefined);

/**
 * The last day known alive (8.4), not after the death. A sign on an exact day bounds it from below although
 * another of that month was placed later: both are then named.
 */
export const lastKnownAliveOf = (
  facts: readonly Placed[],
  death: { readonly day: number } | null,
): Dated | null => {
  const signs = facts.filter(({ fact, day }) => showsLife(fact) && (death === null || day <= death.day));
  const last = latest(signs, ({ day }) => day);
  const [earliest, furthest] = [
    latest(signs, ({ dates }) => dates.from),
    latest(signs, ({ dates }) => dates.to),
  ];
  if (!last || !earliest || !furthest) return null;
  return {
    day: last.day,
    dates: { from: earliest.dates.from, to: furthest.dates.to },
    factIds: [...new Set([last, earliest].flatMap(({ factIds }) => factIds))],
  };
};
