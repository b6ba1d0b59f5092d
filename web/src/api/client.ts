import { noteZone } from '@web/format/zone';
import { problemOf } from './problem';

export type Query = Readonly<Record<string, string | undefined>>;

/** Path and query of a call; parameters that are not set are left out. */
export const urlOf = (path: string, query: Query = {}): string => {
  const parameters = new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) =>
      value === undefined || value === '' ? [] : [[name, value]],
    ),
  ).toString();
  return parameters === '' ? path : `${path}?${parameters}`;
};

const bodyOf = async <T>(answer: Response): Promise<T> => {
  const body = (await answer.json()) as T;
  noteZone(body);
  return body;
};

/** @throws ApiProblem for a refusal; TypeError when the service does not answer. */
export const get = async <T>(path: string, query: Query, signal?: AbortSignal): Promise<T> => {
  const answer = await fetch(urlOf(path, query), {
    headers: { accept: 'application/json' },
    ...(signal ? { signal } : {}),
  });
  if (!answer.ok) throw await problemOf(answer);
  return bodyOf<T>(answer);
};

export interface Write {
  readonly body: unknown;
  readonly query?: Query;
  /** The same key for a repeated try: the service then answers with what it did the first time. */
  readonly idempotencyKey?: string;
}

/** @throws ApiProblem for a refusal; TypeError when the service does not answer. */
export const post = async <T>(path: string, { body, query, idempotencyKey }: Write): Promise<T> => {
  const answer = await fetch(urlOf(path, query), {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw await problemOf(answer);
  return bodyOf<T>(answer);
};

export const patientPath = (patientId: string, rest = ''): string =>
  `/v1/patients/${encodeURIComponent(patientId)}${rest}`;
