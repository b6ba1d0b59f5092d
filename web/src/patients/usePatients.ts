import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { get } from '@web/api/client';
import type { ListedPatient } from '@web/api/types';

interface Page {
  readonly patients: readonly ListedPatient[];
  readonly next: string | null;
}

const ROWS_A_PAGE = '200';

/** Patients whose id, pseudonym, study or site holds the text; page by page, as far as was asked for. */
export const usePatients = (search: string) =>
  useInfiniteQuery({
    queryKey: ['patients', search],
    queryFn: ({ pageParam, signal }) =>
      get<Page>(
        '/v1/patients',
        { limit: ROWS_A_PAGE, cursor: pageParam ?? undefined, q: search || undefined },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    placeholderData: keepPreviousData,
    // Another reader may have recorded something since this list was last looked at.
    staleTime: 2_000,
    refetchOnWindowFocus: true,
  });
