import { useEffect, useRef, useState } from 'react';
import { patientPath } from '@web/api/client';
import { useRefresh } from '@web/api/queries';
import type { StatementLine } from '@web/api/types';

export type LiveState = 'connecting' | 'live' | 'lost';

/** What came last while the screen was open; counts up so that the same text is said again. */
export interface LiveNews {
  readonly count: number;
  readonly what:
    | { readonly kind: 'statement'; readonly line: StatementLine }
    | { readonly kind: 'signal'; readonly type: string };
}

export interface Live {
  readonly state: LiveState;
  readonly news: LiveNews | null;
}

const GATHER_MS = 60;
const REOPEN_MS = 5_000;

/**
 * Keeps an open screen at the head of the log: each new statement or signal of the patient asks again for
 * what is shown. The reader's place is in the URL, so it stays.
 */
export const useLive = (patientId: string): Live => {
  const refresh = useRefresh(patientId);
  const [state, setState] = useState<LiveState>('connecting');
  const [news, setNews] = useState<LiveNews | null>(null);
  const count = useRef(0);
  useEffect(() => {
    let source: EventSource | undefined;
    let gathering: ReturnType<typeof setTimeout> | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let wasLost = false;
    // A feed of a hundred facts is one picture to draw, not a hundred.
    const ask = () => {
      clearTimeout(gathering);
      gathering = setTimeout(refresh, GATHER_MS);
    };
    const tell = (what: LiveNews['what']) => {
      count.current += 1;
      setNews({ count: count.current, what });
      ask();
    };
    const begin = () => {
      const opened = new EventSource(patientPath(patientId, '/timeline/live'));
      source = opened;
      opened.onopen = () => {
        setState('live');
        // Signals carry no id here: what was missed while the line was down is read again.
        if (wasLost) ask();
        wasLost = false;
      };
      opened.onerror = () => {
        wasLost = true;
        setState('lost');
        // A browser gives up after a refusal (a log that was replaced): begin again where the log is now.
        if (opened.readyState === EventSource.CLOSED) reopening = setTimeout(begin, REOPEN_MS);
      };
      opened.addEventListener('recorded', (event: MessageEvent<string>) =>
        tell({ kind: 'statement', line: JSON.parse(event.data) as StatementLine }),
      );
      opened.addEventListener('signal', (event: MessageEvent<string>) =>
        tell({ kind: 'signal', type: (JSON.parse(event.data) as { readonly type: string }).type }),
      );
    };
    begin();
    return () => {
      clearTimeout(gathering);
      clearTimeout(reopening);
      source?.close();
    };
  }, [patientId, refresh]);
  return { state, news };
};
