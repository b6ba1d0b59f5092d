import { agentOf } from '@leptotrace/clinical';
import { type Exposure } from '@leptotrace/genomics';
import { type EpochDay } from '@leptotrace/kernel';
import { type DrugCourse, type TherapyCourse } from '@leptotrace/timeline';

const heldIn = ({ changes }: DrugCourse, to: EpochDay | null): Exposure['held'] => {
  const held: { from: EpochDay; to: EpochDay | null }[] = [];
  for (const { fact, day } of changes) {
    const open = held.at(-1);
    if (fact.kind === 'TherapyHeld') held.push({ from: day, to });
    else if (fact.kind === 'TherapyResumed' && open) open.to = day - 1;
  }
  return held;
};

/** Where nothing shows any more that a drug goes on, nothing that is found later was found under it. */
const lastDayOf = ({ end, mayHaveEnded, trustedUntil }: DrugCourse): EpochDay | null =>
  end?.day ?? (mayHaveEnded ? trustedUntil : null);

/** What the patient was exposed to, drug by drug; holds are not exposure. */
export const exposuresOf = ({ drugs }: TherapyCourse): readonly Exposure[] =>
  drugs.map((drug) => {
    const to = lastDayOf(drug);
    return {
      agent: agentOf(drug.start.fact) ?? 'other',
      name: drug.name,
      from: drug.start.day,
      to,
      factId: drug.start.factId,
      held: heldIn(drug, to),
    };
  });
