import type { CompartmentCourse, TimePointResponse } from '@leptotrace/criteria';
import { ruleBook } from '@leptotrace/rules';

// libs/criteria/src/new-lesions/new-lesions.rules.ts: what it says, where from, how well known.
export const NEW_LESION_RULES = ruleBook({
  'NEWLES-0-any': {
    says: 'Any unequivocal new lesion is progression; without one the disease is stable.',
    section: '1.7',
    cites: ['eisenhauer-2009'],
    provenance: ['choice'],
  },
});

// libs/criteria/src/new-lesions/new-lesions.ts: time points in, responses with their derivation out.
export const byNewLesions = ({ followUps }: CompartmentCourse): readonly TimePointResponse[] =>
  followUps.map((point) => {
    const found = point.newLesions.filter(({ equivocal }) => !equivocal);
    const value = found.length > 0 ? 'PD' : 'SD';
    const facts = found.map(({ factId }) => factId);
    return {
      timePointId: point.id,
      value,
      day: found[0]?.day ?? point.day,
      dates: point.dates,
      parts: { newLesion: found.length > 0 ? 'yes' : 'no' },
      flags: point.flags,
      why: { rule: 'NEWLES-0-any', value, day: point.day, facts, sums: { newLesions: found.length } },
    };
  });
