import { keepPreviousData, useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { useCallback } from 'react';
import { get, patientPath, type Query } from './client';
import { fetchReplay } from './replay';
import type { PatientLogAnswer, ReplayAnswer } from './types';

/** What a look asks: the clinical day, the state of knowledge, and by which rules. */
export interface Question extends Query {
  readonly on?: string | undefined;
  readonly asOf?: string | undefined;
  readonly ruleset?: string | undefined;
  readonly origin?: string | undefined;
  readonly mode?: string | undefined;
}

/**
 * An answer about one patient. The answer of the question before stays on the screen until the next one
 * is there: a scrubbed picture never blinks.
 */
export const usePatientQuery = <T>(
  patientId: string,
  rest: string,
  query: Query = {},
  enabled = true,
): UseQueryResult<T> =>
  useQuery({
    queryKey: ['patient', patientId, rest, query],
    queryFn: ({ signal }) => get<T>(patientPath(patientId, rest), query, signal),
    placeholderData: keepPreviousData,
    enabled,
  });

/** How a look at a course is kept and asked for. */
export const replayQuery = (patientId: string, question: Question) => ({
  queryKey: ['patient', patientId, '/replay', question] as const,
  queryFn: ({ signal }: { readonly signal: AbortSignal }) => fetchReplay(patientId, question, signal),
});

/** Everything that a look at a course shows, of one instant of the log. */
export const useReplay = (
  patientId: string,
  question: Question,
  enabled = true,
): UseQueryResult<ReplayAnswer> =>
  useQuery({ ...replayQuery(patientId, question), placeholderData: keepPreviousData, enabled });

/** Every statement in recorded order: the knowledge axis. */
export const usePatientLog = (patientId: string): UseQueryResult<PatientLogAnswer> =>
  usePatientQuery<PatientLogAnswer>(patientId, '/log');

/** Asks again for everything about a patient that is on the screen. */
export const useRefresh = (patientId: string): (() => void) => {
  const client = useQueryClient();
  return useCallback(() => {
    void client.invalidateQueries({ queryKey: ['patient', patientId] });
    void client.invalidateQueries({ queryKey: ['patients'] });
  }, [client, patientId]);
};
