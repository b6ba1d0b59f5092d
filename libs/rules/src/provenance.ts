/**
 * How far a rule is known to be what its source says. Shown with every value that the rule gave.
 * `seed`: stated by the founding review. `checked`: compared with the cited publication.
 * `known`: well-known content of the cited paper. `unverified`: uncertain wording or number.
 * `choice`: the source is silent or ambiguous, and this is our choice. `computed`: a reference value.
 */
export type Provenance = 'seed' | 'checked' | 'known' | 'unverified' | 'choice' | 'computed';
