import type { SignalEnvelope } from './envelope';
import type { Pull } from './receiver';

/** Shorter than the 15 s that a webhook waits: the sender hears of a failed pull, and tries again. */
const TIMEOUT_MS = 10_000;

/** Pulls from a Leptotrace service. @param base As `https://leptotrace.example`, or with a path behind it */
export const pullFrom =
  (
    base: string,
    headers: Readonly<Record<string, string>> = {},
    { timeoutMs = TIMEOUT_MS }: { readonly timeoutMs?: number } = {},
  ): Pull =>
  async (patientId, after) => {
    const url = new URL(base);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/patients/${encodeURIComponent(patientId)}/signals`;
    if (after !== null) url.searchParams.set('after', after);
    // A pull that hangs would hold up everything behind it of that patient.
    const answer = await fetch(url, { headers, signal: AbortSignal.timeout(timeoutMs) });
    if (!answer.ok) throw new Error(`pulling signals was answered ${answer.status}`);
    return ((await answer.json()) as { readonly signals: readonly SignalEnvelope[] }).signals;
  };
