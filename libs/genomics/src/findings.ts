import { type Flag } from '@leptotrace/rules';
import { type Finding } from './answer';
import { type ReadCall } from './calls';

const findingOf = ({ call }: ReadCall): Finding => ({
  printed: call.alteration,
  status: call.status,
  vafPct: call.vafPct,
  copyNumber: call.copyNumber,
});

const order = (a: Finding, b: Finding): number =>
  (b.vafPct ?? -1) - (a.vafPct ?? -1) ||
  (a.printed < b.printed ? -1 : a.printed > b.printed ? 1 : 0) ||
  (a.status < b.status ? -1 : 1);

/** What a report says of one alteration, each as printed, in one order whatever the order of its lines. */
export const findingsOf = (calls: readonly ReadCall[]): readonly Finding[] =>
  calls.map(findingOf).sort(order);

/** Calls that stand for things of their own: breakpoints of one fusion, two changes of the gene for one protein. */
const areApart = (calls: readonly ReadCall[]): boolean => {
  if (calls.every(({ alteration }) => alteration.kind === 'fusion')) return true;
  if (new Set(calls.map(({ alteration }) => alteration.key)).size === calls.length) return true;
  const codings = calls.map(({ alteration }) => alteration.coding);
  return codings.every((each) => each !== null) && new Set(codings).size === codings.length;
};

const valueOf = ({ call }: ReadCall): string =>
  [call.status, call.vafPct, call.copyNumber, call.ratio].join(' ');

/** One alteration in several lines of a report that do not say the same of it. R7. */
export const twiceFlags = (calls: readonly ReadCall[]): readonly Flag[] =>
  calls.length > 1 && new Set(calls.map(valueOf)).size > 1 && !areApart(calls) ? ['NAMED_TWICE'] : [];
