import type { PatientLog } from '@leptotrace/timeline';
import type { EndpointAnswer } from '../derivations/endpoints.answer';
import type { ValueSpan } from './value-history.answer';

/** What became known at once: the statements of one command. Between them nobody could look. */
export interface Moment {
  readonly first: number;
  readonly last: number;
  readonly recordedAt: string;
  /** Facts that its statements speak of. */
  readonly facts: readonly string[];
}

export interface Look {
  readonly moment: Moment;
  readonly value: EndpointAnswer;
}

/** The moments of a log, from the first to the last. */
export const momentsOf = (log: PatientLog): readonly Moment[] => {
  const moments: Moment[] = [];
  for (const { revision, recordedAt, commandId, statement } of log) {
    const facts = 'factId' in statement ? [statement.factId] : [];
    const before = moments.at(-1);
    if (before && log[before.last]?.commandId === commandId) {
      const all = [...new Set([...before.facts, ...facts])];
      moments[moments.length - 1] = { first: before.first, last: revision, recordedAt, facts: all };
    } else moments.push({ first: revision, last: revision, recordedAt, facts });
  }
  return moments;
};

const shown = ({ aval, cnsr, adt, evntdesc, cause, determinacy, digest }: EndpointAnswer) => ({
  aval,
  cnsr,
  adt,
  evntdesc,
  cause,
  determinacy,
  digest,
});

/** Runs of equal values, in the order of the looks. */
export const spansOf = (looks: readonly Look[]): readonly ValueSpan[] => {
  const spans: ValueSpan[] = [];
  for (const { moment, value } of looks) {
    const now = shown(value);
    const before = spans.at(-1);
    // The digest is of the derivation; certainty is also taken over facts that it does not rest on.
    if (before && before.digest === now.digest && before.determinacy === now.determinacy)
      spans[spans.length - 1] = { ...before, toRevision: moment.last };
    else {
      const { last, recordedAt, facts } = moment;
      spans.push({ fromRevision: last, toRevision: last, recordedAt, facts, ...now });
    }
  }
  return spans;
};
