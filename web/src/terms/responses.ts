/** Values of a response, by any criterion: what is drawn as one. */
export const RESPONSES: ReadonlySet<string> = new Set([
  'CR',
  'PR',
  'SD',
  'NON_CR_NON_PD',
  'PD',
  'SUSPECTED_PD',
  'NE',
  'NED',
  'UNKNOWN',
  'not-applicable',
]);
