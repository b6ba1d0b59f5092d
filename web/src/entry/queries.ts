import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { get } from '@web/api/client';
import { usePatientQuery } from '@web/api/queries';
import type { FactAnswer, TimelineAnswer } from '@web/api/types';
import { fieldsOf, type Field } from './model/fields';
import { knownFacts, type KnownFact } from './model/options';
import type { JsonSchema, KindOfFact, KindsAnswer } from './model/schema';

/** A day behind every course: all of its facts are then known. */
const EVER = '9999-12-31';

const schemaQuery = (path: string) => ({
  queryKey: ['schema', path],
  queryFn: () => get<JsonSchema>(path, {}),
  staleTime: Infinity,
});

export const useKinds = () =>
  useQuery({ queryKey: ['kinds'], queryFn: () => get<KindsAnswer>('/v1/schemas/facts', {}) });

/** The schema of a statement: what is said beside a fact that is amended, retracted, …. */
export const useStatementSchema = (name: string) => useQuery(schemaQuery(`/v1/schemas/statements/${name}`));

/** Reads the form of a kind, by its address in the list of kinds. */
export const useReadFields = (): ((kind: KindOfFact) => Promise<readonly Field[]>) => {
  const client = useQueryClient();
  return useCallback(
    async ({ schema }: KindOfFact) => fieldsOf(await client.fetchQuery(schemaQuery(schema))),
    [client],
  );
};

export const useKindFields = (kind: KindOfFact | undefined) => {
  const { data, error } = useQuery({ ...schemaQuery(kind?.schema ?? ''), enabled: kind !== undefined });
  return { fields: useMemo(() => data && fieldsOf(data), [data]), error };
};

/** Every fact of the course, whatever its day. */
export const useCourse = (patientId: string) =>
  usePatientQuery<TimelineAnswer>(patientId, '/timeline', { on: EVER });

const NONE: readonly KnownFact[] = [];

export const useKnownFacts = (patientId: string): readonly KnownFact[] => {
  const { data } = useCourse(patientId);
  return useMemo(() => (data ? knownFacts(data) : NONE), [data]);
};

/** A fact as the course holds it now, retracted or not. */
export const factIn = (course: TimelineAnswer, factId: string): FactAnswer | undefined =>
  [...course.facts, ...course.undetermined, ...course.retracted].find((fact) => fact.factId === factId);
