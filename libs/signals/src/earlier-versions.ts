import type { JsonObject, JsonValue } from '@leptotrace/kernel';

/** Version that signals are stored in. A change of what they hold raises it and adds a step below. */
export const SIGNAL_VERSION = 2;

/** Turns the data of one version into that of the next. */
type Upcaster = (data: JsonObject) => JsonObject;

/** What the value of a response alone decides; of a CR or PR it was not told. */
const certaintyOf = (value: JsonValue | undefined): JsonValue => {
  if (value === 'PD') return 'confirmed';
  return value === 'SUSPECTED_PD' ? 'provisional' : null;
};

/**
 * Version 1 did not tell whether a response or a finding is confirmed, nor by which rules a drug is lost, and
 * knew no cleared resistance. What it did tell stays as it was told: it is never derived again.
 */
const subjectFrom1 = (subject: JsonValue): JsonValue => {
  if (typeof subject !== 'object' || subject === null || !('what' in subject)) return subject;
  const { what, value } = subject;
  if (what === 'response') return { confirmation: certaintyOf(value), ...subject };
  if (what === 'resistance') return { state: 'detected', confirmation: null, criteria: null, ...subject };
  return subject;
};

const from1: Upcaster = (data) => ({
  ...data,
  now: subjectFrom1(data['now'] ?? null),
  before: subjectFrom1(data['before'] ?? null),
});

const UP: readonly Upcaster[] = [from1];

/** Data of any version so far, as it is written now. */
export const upToDate = (data: JsonObject, schemaVersion: number): JsonObject =>
  UP.slice(schemaVersion - 1).reduce((older, up) => up(older), data);
