import type { StreamId } from '@leptotrace/event-store';
import type { ModelKey, ReadModelStore, RowChange, RowPage } from './port';

/** A stream that a follower could not take beyond the revision in front of this one. */
export interface SetAside {
  readonly stream: StreamId;
  readonly revision: number;
  /** Without clinical text: a sentence of ours, or the name of a fault. */
  readonly reason: string;
}

/** Keys of rows begin with a letter or a digit, so that what was set aside stands in front of all rows. */
const PREFIX = '!aside/';
/** Every row comes after it, and nothing that was set aside does. */
export const BEFORE_ROWS = '!~';

const keyOf = (stream: StreamId): string => `${PREFIX}${stream}`;

export const asideChange = ({ stream, revision, reason }: SetAside): RowChange => ({
  kind: 'put',
  key: keyOf(stream),
  row: { stream, revision, reason },
});

export const healedChange = (stream: StreamId): RowChange => ({ kind: 'delete', key: keyOf(stream) });

const A_PAGE = 50;
const MOST = 10_000;

/** What is set aside in the generation that readers of the model see, in the order of its streams. */
export const readAside = async (store: ReadModelStore, key: ModelKey): Promise<readonly SetAside[]> => {
  const found: RowPage['rows'][number][] = [];
  for (;;) {
    const range = { after: found.at(-1)?.key ?? null, limit: A_PAGE };
    const page = (await store.page(key, range))?.rows ?? [];
    const aside = page.filter((each) => each.key.startsWith(PREFIX));
    found.push(...aside);
    if (aside.length < A_PAGE || found.length >= MOST) break;
  }
  return found.map(({ row }) => row as unknown as SetAside);
};
