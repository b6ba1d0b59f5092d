import { payload, type Part } from './parts';
import type { FieldReader } from './reader';

const inferredSpecimen = (read: FieldReader, specimen: string): Part => {
  const collected = read.text('collectedDate');
  return {
    suffix: 'specimen',
    payload: payload('SpecimenCollected', { specimenId: `${read.fact.id}.specimen`, specimen }),
    inferred: true,
    ...(collected === undefined ? {} : { occurredOn: collected }),
  };
};

/** A result with the specimen it was found in: the puncture it names, or one that must have been taken. */
export const withSpecimen = (
  read: FieldReader,
  specimen: string,
  result: (specimenId: string) => Part,
): readonly Part[] => {
  const named = read.text('specimen');
  const known = [named, `${named}.specimen`].find((id) => id !== undefined && read.recorded.hasSpecimen(id));
  if (named !== undefined && known !== undefined) return [result(known)];
  if (named !== undefined) {
    read.keep('specimen');
    read.warn(`specimen ${named}`, 'no specimen before it has that name; one of its own was inferred');
  }
  return [inferredSpecimen(read, specimen), result(`${read.fact.id}.specimen`)];
};
