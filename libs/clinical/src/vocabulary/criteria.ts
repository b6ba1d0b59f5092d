/** Criteria whose stated responses are told apart, as the sources that state them name them. */
const CRITERIA: readonly (readonly [RegExp, string])[] = [
  [/rano.?lm|lano\b|leptomening/i, 'RANO-LM'],
  [/rano.?bm|rano.*brain/i, 'RANO-BM'],
  // Not what was made of it: iRECIST and mRECIST are other criteria.
  [/(?<![a-z])recist/i, 'RECIST'],
];

/**
 * The criterion that a source means by a name: one that is known here, else the name itself as a criterion of its
 * own; `null` where none is named.
 */
export const statedCriterion = (name: string | undefined): string | null => {
  const trimmed = name?.trim() ?? '';
  if (trimmed === '') return null;
  return CRITERIA.find(([spelling]) => spelling.test(trimmed))?.[1] ?? trimmed.toUpperCase();
};

/** Is the criterion one whose stated responses are read? Others are kept, and named as not used. */
export const isKnownCriterion = (name: string): boolean =>
  CRITERIA.some(([, known]) => known === statedCriterion(name));
