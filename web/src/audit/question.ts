import type { Question } from '@web/api/queries';
import { questionIn, type UrlState } from '@web/url/useUrlState';

export const ENDPOINTS = ['PFS', 'CNSPFS', 'NCNSPFS', 'BIPFS', 'TTP', 'CNSTTP', 'NCNSTTP', 'OS'] as const;
export const BY_CRITERION = ['BOR', 'CBOR', 'DOR'] as const;

/** What the page is about: one value, and the question that it answers. */
export interface AuditQuestion {
  readonly patientId: string;
  readonly paramcd: string;
  /** Of BOR, CBOR and DOR there is one for each criterion and compartment. */
  readonly criterion: string | undefined;
  readonly compartment: string | undefined;
  readonly question: Question;
  readonly against: string | null;
  readonly factId: string | null;
}

export const isByCriterion = (paramcd: string): boolean => BY_CRITERION.some((known) => known === paramcd);

/** Reads the page's address; what it leaves out is the default. */
export const auditQuestion = (patientId: string, url: Pick<UrlState, 'value'>): AuditQuestion => {
  const paramcd = url.value('paramcd') ?? 'CNSPFS';
  const byCriterion = isByCriterion(paramcd);
  return {
    patientId,
    paramcd,
    criterion: byCriterion ? (url.value('criterion') ?? undefined) : undefined,
    compartment: byCriterion ? (url.value('compartment') ?? undefined) : undefined,
    question: questionIn(url as UrlState),
    against: url.value('against'),
    factId: url.value('fact'),
  };
};

/** The part of the address that other screens share: the same day, knowledge and rules. */
export const sharedSearch = (question: Question): string =>
  new URLSearchParams(
    Object.entries(question).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  ).toString();
