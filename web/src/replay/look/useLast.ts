import { useState } from 'react';

/** What was there last: a question that is refused, or not answered, takes nothing off the screen. */
export const useLast = <T>(patientId: string, found: T | undefined): T | undefined => {
  const [last, keep] = useState({ patientId, found });
  const isNewer = found !== undefined || last.patientId !== patientId;
  if (isNewer && (last.found !== found || last.patientId !== patientId)) keep({ patientId, found });
  return isNewer ? found : last.found;
};
