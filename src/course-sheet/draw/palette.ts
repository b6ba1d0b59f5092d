import type { Mark, Tone } from '../sheet.model';

/** Told apart by people who do not see red and green; every one has 4.5:1 or better on white. */
export const INK = '#16202c';
export const QUIET = '#55606e';
export const ALERT = '#a02c12';
export const ACCENT = '#0b4f6c';
export const RULE = '#c5ccd4';
export const TINT = '#f1f4f7';
export const WHITE = '#ffffff';

/** Days of the diagnosis, behind everything. */
export const BAND = '#d3e3ea';

/** Therapy: certain days, and days that a partial date leaves open. */
export const BAR = '#a9cfdd';
export const BAR_VAGUE = '#dcecf2';

export const TONES: Readonly<Record<Tone, string>> = { plain: INK, strong: INK, quiet: QUIET, alert: ALERT };

export const MARKS: Readonly<Record<Mark['tone'], string>> = {
  good: '#0b6b63',
  steady: '#7a5c00',
  bad: '#a02c12',
  unknown: '#55606e',
};
