import { type FactOf } from '@leptotrace/clinical';
import { type LmStated } from '@leptotrace/criteria';
import { type Dated } from '@leptotrace/endpoints';
import { placedOf, type Placed } from './placement';

type What = FactOf<'DiagnosisRecorded'>['what'];
type Diagnosis = Placed<'DiagnosisRecorded'>;

/** What was stated of one metastasis at one time. */
export interface Saying extends Dated {
  readonly factId: string;
  readonly certainty: LmStated['certainty'];
  readonly basis: NonNullable<FactOf<'DiagnosisRecorded'>['basis']>;
  /** Affirmed, and neither replaced by a diagnosis that denies it nor refuted later. */
  readonly stands: boolean;
  /** Denied, and nothing put the disease in its place again. */
  readonly refutes: boolean;
}

/** The diagnosis that in the end stands in the place of this one; itself where nothing replaced it. */
const finallyOf = (diagnosis: Diagnosis, replacedBy: ReadonlyMap<string, Diagnosis>): Diagnosis => {
  const seen = new Set<string>();
  let at = diagnosis;
  for (;;) {
    const next = replacedBy.get(at.factId);
    if (!next || seen.has(next.factId)) return at;
    seen.add(next.factId);
    at = next;
  }
};

/**
 * Everything stated of LM, or of brain metastases, ascending: working diagnoses change, and one that was
 * replaced by another disease or refuted never was. A refutation reaches back; a later statement begins anew.
 */
export const sayingsOf = (facts: readonly Placed[], what: What): readonly Saying[] => {
  const diagnoses = placedOf(facts, 'DiagnosisRecorded');
  const byId = new Map(diagnoses.map((each) => [each.factId, each]));
  const replacedBy = new Map(
    diagnoses.flatMap((each) => (each.fact.supersedes ? [[each.fact.supersedes, each] as const] : [])),
  );
  const affirms = ({ fact }: Diagnosis): boolean => fact.what === what && fact.certainty !== 'refuted';
  const denies = ({ fact }: Diagnosis): boolean => {
    const replaced = fact.supersedes === undefined ? undefined : byId.get(fact.supersedes);
    return fact.what === what ? fact.certainty === 'refuted' : replaced !== undefined && affirms(replaced);
  };
  const endures = (each: Diagnosis): boolean => affirms(finallyOf(each, replacedBy));
  const refuted = diagnoses.filter((each) => denies(each) && !endures(each)).map(({ day }) => day);
  return diagnoses
    .filter((each) => affirms(each) || denies(each))
    .map((each): Saying => {
      const { fact, factId, day, dates, factIds } = each;
      const stands = affirms(each) && endures(each) && !refuted.some((on) => on > day);
      const refutes = denies(each) && !endures(each);
      const certainty = fact.what === what ? (fact.certainty ?? 'not-stated') : 'refuted';
      return { factId, day, dates, factIds, certainty, basis: fact.basis ?? [], stands, refutes };
    });
};
