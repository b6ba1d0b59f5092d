import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { get, patientPath, post } from '@web/api/client';
import { usePatientQuery } from '@web/api/queries';
import type {
  DerivationAnswer,
  EndpointsAnswer,
  HistoryAnswer,
  RulesetComparison,
  Supposition,
  TimelineAnswer,
  ValueHistoryAnswer,
  WhatIfAnswer,
} from '@web/api/types';
import type { Variant } from './definitions/definitions';
import type { AuditQuestion } from './question';

export interface InstalledRulesets {
  readonly preset: string;
  readonly rulesets: readonly { readonly id: string; readonly title: string; readonly digest: string }[];
}

export const useRulesets = (): UseQueryResult<InstalledRulesets> =>
  useQuery({
    queryKey: ['rulesets'],
    queryFn: ({ signal }) => get<InstalledRulesets>('/v1/rulesets', {}, signal),
  });

/** The id of a ruleset that an address may name without its version; one that is not known stays as it is. */
export const installedId = (
  installed: Pick<InstalledRulesets, 'rulesets'> | undefined,
  name: string | null,
): string | null =>
  installed?.rulesets.find(({ id }) => id === name || id.startsWith(`${name}@`))?.id ?? name;

export const useEndpoints = ({ patientId, question }: AuditQuestion): UseQueryResult<EndpointsAnswer> =>
  usePatientQuery(patientId, '/endpoints', question);

export const useDerivation = (
  { patientId, paramcd, criterion, compartment, question }: AuditQuestion,
  enabled: boolean,
): UseQueryResult<DerivationAnswer> =>
  usePatientQuery(
    patientId,
    `/endpoints/${encodeURIComponent(paramcd)}/derivation`,
    { ...question, criterion, compartment },
    enabled,
  );

/** The same endpoints, each time with one part of the question asked otherwise. */
export const useVariants = (
  { patientId, question }: AuditQuestion,
  variants: readonly Variant[],
): readonly (EndpointsAnswer | undefined)[] =>
  useQueries({
    queries: variants.map(({ part, value }) => {
      const asked = { ...question, [part]: value };
      return {
        queryKey: ['patient', patientId, '/endpoints', asked],
        queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
          get<EndpointsAnswer>(patientPath(patientId, '/endpoints'), asked, signal),
      };
    }),
    combine: (results) => results.map(({ data }) => data),
  });

/** Facts by id: to say what an id stands for. */
export const useTimeline = ({ patientId, question }: AuditQuestion): UseQueryResult<TimelineAnswer> =>
  usePatientQuery(patientId, '/timeline', { on: question.on, asOf: question.asOf });

export const useFactHistory = (patientId: string, factId: string | null): UseQueryResult<HistoryAnswer> =>
  usePatientQuery(patientId, `/facts/${encodeURIComponent(factId ?? '')}/history`, {}, factId !== null);

/** The history of a value is not of one state of knowledge, so the question leaves it out. */
export const useValueHistory = (
  { patientId, paramcd, question }: AuditQuestion,
  { before, enabled }: { readonly before: string | null; readonly enabled: boolean },
): UseQueryResult<ValueHistoryAnswer> =>
  usePatientQuery(
    patientId,
    `/endpoints/${encodeURIComponent(paramcd)}/history`,
    { ...question, asOf: undefined, before: before ?? undefined },
    enabled,
  );

export const useComparison = (
  { patientId, question }: AuditQuestion,
  against: string | null,
): UseQueryResult<RulesetComparison> =>
  usePatientQuery(
    patientId,
    '/rulesets/compare',
    { ...question, against: against ?? undefined },
    against !== null,
  );

/** What would change if something had been said that was not; nothing is recorded. */
export const useWhatIf = (
  { patientId, question }: AuditQuestion,
  suppositions: readonly Supposition[],
): UseQueryResult<WhatIfAnswer> =>
  useQuery({
    queryKey: ['patient', patientId, '/what-if', question, suppositions],
    queryFn: () =>
      post<WhatIfAnswer>(patientPath(patientId, '/what-if'), { query: question, body: { suppositions } }),
    enabled: suppositions.length > 0,
  });

export interface FactSchema {
  readonly required?: readonly string[];
  readonly properties?: Readonly<
    Record<string, { readonly type?: string; readonly enum?: readonly string[] }>
  >;
}

export const useFactSchema = (kind: string | undefined): UseQueryResult<FactSchema> =>
  useQuery({
    queryKey: ['schemas', kind],
    queryFn: ({ signal }) => get<FactSchema>(`/v1/schemas/facts/${kind ?? ''}`, {}, signal),
    enabled: kind !== undefined,
    staleTime: Infinity,
  });

export interface RulesetParameters {
  readonly id: string;
  readonly title: string;
  readonly configuration: Readonly<Record<string, string | number | boolean>>;
  readonly parameters: Readonly<
    Record<string, { readonly says: string; readonly section: string; readonly provenance: string }>
  >;
}

export const useRuleset = (id: string | undefined): UseQueryResult<RulesetParameters> =>
  useQuery({
    queryKey: ['ruleset', id],
    queryFn: ({ signal }) =>
      get<RulesetParameters>(`/v1/rulesets/${encodeURIComponent(id ?? '')}`, {}, signal),
    enabled: id !== undefined,
    placeholderData: keepPreviousData,
  });
