import type { BestAnswer, EndpointAnswer, EndpointsAnswer } from '@web/api/types';
import { isByCriterion, type AuditQuestion } from './question';

/** The value that the page is about, as the service answers it. */
export type Selected =
  | { readonly as: 'endpoint'; readonly endpoint: EndpointAnswer; readonly best: BestAnswer | null }
  | { readonly as: 'response'; readonly response: BestAnswer['bor']; readonly best: BestAnswer }
  /** No criterion answers, or there is no duration because there is no response. */
  | { readonly as: 'none'; readonly best: BestAnswer | null };

const bestOf = (
  { responses }: Pick<EndpointsAnswer, 'responses'>,
  { criterion, compartment }: Pick<AuditQuestion, 'criterion' | 'compartment'>,
): BestAnswer | null =>
  responses.find(
    (each) =>
      (criterion === undefined || each.criterion === criterion) &&
      (compartment === undefined || each.compartment === compartment),
  ) ?? null;

const ofCriterion = (paramcd: string, best: BestAnswer | null): Selected => {
  if (!best) return { as: 'none', best };
  if (paramcd === 'BOR') return { as: 'response', response: best.bor, best };
  if (paramcd === 'CBOR') return { as: 'response', response: best.cbor, best };
  return best.dor ? { as: 'endpoint', endpoint: best.dor, best } : { as: 'none', best };
};

export const selectedOf = (
  answer: Pick<EndpointsAnswer, 'endpoints' | 'responses'>,
  asked: Pick<AuditQuestion, 'paramcd' | 'criterion' | 'compartment'>,
): Selected => {
  if (isByCriterion(asked.paramcd)) return ofCriterion(asked.paramcd, bestOf(answer, asked));
  const endpoint = answer.endpoints.find(({ paramcd }) => paramcd === asked.paramcd);
  return endpoint ? { as: 'endpoint', endpoint, best: null } : { as: 'none', best: null };
};

/** Of values by criterion the first one, where the address names none. */
export const withCriterion = (asked: AuditQuestion, selected: Selected): AuditQuestion =>
  selected.best
    ? { ...asked, criterion: selected.best.criterion, compartment: selected.best.compartment }
    : asked;
