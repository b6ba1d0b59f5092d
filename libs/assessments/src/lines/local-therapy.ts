import { compartmentOf, coversWholeCns, type FactOf, type Site } from '@leptotrace/clinical';
import { type EpochDay } from '@leptotrace/kernel';
import { placedOf, type Placed } from '../placement';

/** Earliest resection or irradiation that names the lesion or covers its site; `null`: none. */
export const localTherapyOf = (
  facts: readonly Placed[],
  lesion: { readonly lesionId: string; readonly site: Site },
): EpochDay | null => {
  const names = (text: string | undefined): boolean =>
    text?.split(/[^A-Za-z0-9_-]+/).includes(lesion.lesionId) ?? false;
  const covers = ({ technique, target }: FactOf<'RadiotherapyDelivered'>): boolean =>
    names(target) || (coversWholeCns(technique) && compartmentOf(lesion.site) === 'cns');
  const days = [
    ...placedOf(facts, 'RadiotherapyDelivered').filter(({ fact }) => covers(fact)),
    ...placedOf(facts, 'ProcedurePerformed').filter(
      ({ fact }) => fact.procedure === 'resection' && (names(fact.site) || names(fact.description)),
    ),
  ].map(({ day }) => day);
  return days.length === 0 ? null : Math.min(...days);
};
