import { BEFORE_ROWS } from './aside';
import type { Generation, ReadModelStore, RowPage } from './port';
import type { Passing, StreamEnd } from './projection';

const ROWS_A_PAGE = 500;
/** Events wait for a turn: it shall be over soon. */
const STREAMS_A_TURN = 10;

/** Readers are given the live generation: another than this one may be it. */
const isOf = (generation: Generation, page: RowPage): boolean =>
  page.generation.definition === generation.definition && page.generation.number === generation.number;

/** The streams of a live generation whose rows have come to their day, a few at a time. */
export async function* dueStreams(
  store: ReadModelStore,
  generation: Generation,
  { due }: Passing,
): AsyncGenerator<readonly StreamEnd[]> {
  let after: string | null = BEFORE_ROWS;
  while (after !== null) {
    const page = await store.page(generation, { after, limit: ROWS_A_PAGE });
    if (!page || !isOf(generation, page)) return;
    const ends = due(page.rows);
    for (let from = 0; from < ends.length; from += STREAMS_A_TURN)
      yield ends.slice(from, from + STREAMS_A_TURN);
    after = page.rows.length < ROWS_A_PAGE ? null : (page.rows.at(-1)?.key ?? null);
  }
}
