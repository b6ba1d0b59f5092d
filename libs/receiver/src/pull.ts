import type { SignalEnvelope } from './envelope';
import type { Pull } from './receiver';

/** Pulls from a Leptotrace service. @param base As `https://leptotrace.example` */
export const pullFrom =
  (base: string, headers: Readonly<Record<string, string>> = {}): Pull =>
  async (patientId, after) => {
    const url = new URL(`/v1/patients/${encodeURIComponent(patientId)}/signals`, base);
    if (after !== null) url.searchParams.set('after', after);
    const answer = await fetch(url, { headers });
    if (!answer.ok) throw new Error(`pulling signals was answered ${answer.status}`);
    return ((await answer.json()) as { readonly signals: readonly SignalEnvelope[] }).signals;
  };
