import { compartmentOf, coversWholeCns, type FactOf, type Site } from '@leptotrace/clinical';
import { type LesionReading } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { placedOf, type Placed } from './placement';

/** The facts of a course, and which of them are of the index line. */
export interface TreatedBy {
  readonly facts: readonly Placed[];
  readonly indexFacts: ReadonlySet<string>;
}

interface Lesion {
  readonly lesionId: string;
  readonly site: Site;
}

const namesIt =
  ({ lesionId }: Lesion) =>
  (text: string | undefined): boolean =>
    text?.split(/[^A-Za-z0-9_-]+/).includes(lesionId) ?? false;

const ABLATION = /ablat|thermotherap|cryotherap|\bLITT\b|\bRFA\b|消融/i;

const isLocal = ({ procedure, description }: FactOf<'ProcedurePerformed'>): boolean =>
  procedure === 'resection' || ABLATION.test(description ?? '');

/** Irradiation of a field that holds the lesion among all others, and procedures that name it. */
const treatmentsOf = (facts: readonly Placed[], lesion: Lesion) => {
  const names = namesIt(lesion);
  const wide = placedOf(facts, 'RadiotherapyDelivered').filter(
    ({ fact }) => coversWholeCns(fact.technique) && compartmentOf(lesion.site) === 'cns',
  );
  const local = [
    ...placedOf(facts, 'RadiotherapyDelivered').filter(
      ({ fact }) => !coversWholeCns(fact.technique) && names(fact.target),
    ),
    ...placedOf(facts, 'ProcedurePerformed').filter(
      ({ fact }) => isLocal(fact) && (names(fact.site) || names(fact.description)),
    ),
  ];
  return { wide, local };
};

const daysOf = (treatments: readonly Placed[]): readonly EpochDay[] =>
  treatments.map(({ day }) => day).sort((a, b) => a - b);

const TREATMENTS = ['RadiotherapyDelivered', 'ProcedurePerformed'] as const;
const UNTREATED = { locallyTreatedOn: null, localProcedures: [] } as const;

/** When a lesion was resected or irradiated, and when by a local procedure outside of the index line (1.2). */
export const localTherapyOf = (
  { facts, indexFacts }: TreatedBy,
  lesion: Lesion,
): Pick<LesionReading, 'locallyTreatedOn' | 'localProcedures'> => {
  // Each reading of each lesion asks, and most courses have none.
  if (TREATMENTS.every((kind) => placedOf(facts, kind).length === 0)) return UNTREATED;
  const { wide, local } = treatmentsOf(facts, lesion);
  return {
    locallyTreatedOn: daysOf([...wide, ...local])[0] ?? null,
    localProcedures: daysOf(local.filter(({ factId }) => !indexFacts.has(factId))),
  };
};
