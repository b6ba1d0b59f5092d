import type { Brand } from './brand';

/** A moment of system time, always UTC with milliseconds (`2026-11-24T09:30:00.000Z`): sorts as text. */
export type Instant = Brand<string, 'Instant'>;

/** The only source of "now"; passed in, never imported, so that the core stays deterministic. */
export type Clock = () => Instant;

const RFC_3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Reads an RFC 3339 date-time with a zone; `null` when it is none. */
export const parseInstant = (text: string): Instant | null => {
  if (!RFC_3339.test(text)) return null;
  const milliseconds = Date.parse(text);
  return Number.isNaN(milliseconds) ? null : (new Date(milliseconds).toISOString() as Instant);
};

export const systemClock: Clock = () => new Date().toISOString() as Instant;

export const laterOf = (a: Instant, b: Instant): Instant => (a > b ? a : b);
