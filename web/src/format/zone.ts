/** Where no answer has named a zone yet, an instant is shown as it is recorded. */
const UTC = 'UTC';

// A service has one zone; every answer with an instant names it, so it is told before anything is shown.
let told = UTC;

const isKnownHere = (zone: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

/** Takes over the zone that an answer names; a zone that this browser does not know stays unused. */
export const noteZone = (answer: unknown): void => {
  if (typeof answer !== 'object' || answer === null || !('zone' in answer)) return;
  const { zone } = answer;
  if (typeof zone === 'string' && zone !== told) told = isKnownHere(zone) ? zone : UTC;
};

/** IANA name of the zone in which instants are shown: that of the place of care. */
export const siteZone = (): string => told;
