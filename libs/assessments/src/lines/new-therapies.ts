import { type NewTherapy } from '@leptotrace/endpoints';
import { type EpochDay } from '@leptotrace/kernel';
import { type DrugCourse, type LocalTreatment } from '@leptotrace/timeline';
import { type TherapyLine } from './therapy-lines';

const ofDrug = ({ name, intoCsf, start: { day, dates, factId } }: DrugCourse): NewTherapy => ({
  name,
  compartment: intoCsf ? 'cns' : null,
  day,
  dates,
  factIds: [factId],
});

const ofLocal = ({ name, compartment, fact: { day, dates, factId } }: LocalTreatment): NewTherapy => ({
  name,
  compartment: compartment === 'both' ? null : compartment,
  day,
  dates,
  factIds: [factId],
});

/** Of the index line, only local treatment that was not begun with the regimen is new. */
const newIn = ({ line }: TherapyLine, isIndex: boolean): readonly NewTherapy[] => [
  ...(isIndex ? [] : line.begun.map(({ course }) => ofDrug(course))),
  ...line.local.filter(({ ofRegimen }) => !isIndex || !ofRegimen).map(ofLocal),
];

/** Anticancer therapy begun after the origin that is not of the index line (NACT, 8.1). */
export const newTherapiesOf = (
  lines: readonly TherapyLine[],
  index: TherapyLine | null,
  origin: EpochDay,
): readonly NewTherapy[] =>
  lines
    .flatMap((line) => newIn(line, line === index))
    .filter(({ day }) => day > origin)
    .sort((a, b) => a.day - b.day);
