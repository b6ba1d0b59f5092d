/** Ways to read evidence that excludes itself or does not tell, and what each takes for true. */
export const READINGS = {
  'death-stands': 'the death is right, and what is dated after it is not',
  'alive-after-death': 'the patient lived on, and the death recorded before is wrong',
  'progression-here': 'the progression stated without a compartment was in this one',
  'progression-elsewhere': 'the progression stated without a compartment was not in this one',
} as const satisfies Readonly<Record<string, string>>;

export type ReadingName = keyof typeof READINGS;
