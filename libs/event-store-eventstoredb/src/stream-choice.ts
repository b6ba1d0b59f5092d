import { streamNameFilter, type Filter } from '@eventstore/db-client';

/** Streams as the server chooses them, by their names. */
export type StreamChoice = { readonly prefixes: readonly string[] } | { readonly regex: string };

type Checkpoints = Omit<Parameters<typeof streamNameFilter>[0], 'regex' | 'prefixes'>;

export const filterOf = (choice: StreamChoice, checkpoints: Checkpoints = {}): Filter =>
  'regex' in choice
    ? streamNameFilter({ ...checkpoints, regex: choice.regex })
    : streamNameFilter({ ...checkpoints, prefixes: [...choice.prefixes] });
