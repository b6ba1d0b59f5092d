const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Pauses between tries (Standard Webhooks 1.0.0): ten tries within 75 h 35 min. */
export const PAUSES_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];

/** Longer a receiver cannot ask us to wait. */
export const LONGEST_PAUSE_MS = 24 * HOUR;
const JITTER = 0.1;

/**
 * Pause behind the try of this number (from 1), spread by a tenth either way so that receivers that failed
 * together are not tried together; `null` behind the last. @param random from 0 to 1
 */
export const pauseAfter = (attempt: number, random: number): number | null => {
  const pause = PAUSES_MS[attempt - 1];
  return pause === undefined ? null : Math.round(pause * (1 + JITTER * (2 * random - 1)));
};

/** `Retry-After` in seconds or as a date; `null` when it says nothing. */
export const retryAfterMs = (header: string | undefined, now: Date): number | null => {
  if (header === undefined || header.trim() === '') return null;
  const ms = /^\s*\d{1,9}\s*$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now.getTime();
  return Number.isNaN(ms) ? null : Math.min(Math.max(ms, 0), LONGEST_PAUSE_MS);
};
