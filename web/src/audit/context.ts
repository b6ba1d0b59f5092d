import { createContext, use } from 'react';
import type { EndpointsAnswer, FactAnswer } from '@web/api/types';
import type { Live } from '@web/live/useLive';
import type { UrlState } from '@web/url/useUrlState';
import type { AuditQuestion } from './question';
import type { Selected } from './selected';

/** What every part of the page looks at. */
export interface Audit {
  readonly asked: AuditQuestion;
  readonly selected: Selected;
  readonly endpoints: EndpointsAnswer;
  readonly facts: ReadonlyMap<string, FactAnswer>;
  readonly url: UrlState;
  readonly live: Live;
}

export const AuditContext = createContext<Audit | null>(null);

export const useAudit = (): Audit => {
  const audit = use(AuditContext);
  if (!audit) throw new Error('outside the audit page');
  return audit;
};
