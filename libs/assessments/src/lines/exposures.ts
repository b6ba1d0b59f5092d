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

/** What the patient was exposed to, drug by drug; holds are not exposure. */
export const exposuresOf = ({ drugs }: TherapyCourse): readonly Exposure[] =>
  drugs.map((drug) => {
    const to = drug.end?.day ?? null;
    return {
      agent: agentOf(drug.start.fact) ?? 'other',
      name: drug.name,
      from: drug.start.day,
      to,
      factId: drug.start.factId,
      held: heldIn(drug, to),
      // Nothing ends it, and nothing shows it any more: what is found later is found under it with that doubt.
      shownUntil: drug.end === null ? drug.trustedUntil : null,
    };
  });
