import { definedSpecimen, type Fact, type StatementOf } from '@leptotrace/clinical';
import {
  boundsAfter,
  intersectionOf,
  intervalOf,
  isCalendarDuration,
  oncePer,
  shiftInterval,
  type DayInterval,
  type Instant,
  type OccurredOn,
} from '@leptotrace/kernel';
import type { Logged, PatientLog } from './log';

/** What a fact said from one revision on. */
export interface FactVersion {
  readonly version: number;
  readonly fact: Fact;
  readonly entry: Logged;
}

export interface TimelineFact {
  readonly factId: string;
  /** In the order in which they were stated; the last one counts. */
  readonly versions: readonly [FactVersion, ...FactVersion[]];
  /** Every statement about the fact, corrections of corrections included. */
  readonly statements: readonly Logged[];
  readonly retraction: StatementOf<'retracted'> | null;
  /** Revision of the last statement about it: what a correction must name. */
  readonly revision: number;
}

export interface BoardDecision {
  readonly entry: Logged;
  readonly decision: StatementOf<'decided'>;
}

/** What the row of a source said last, so that the same row is not taken twice. */
export interface SourceRow {
  readonly factId: string;
  readonly fact: Fact | null;
}

/** A patient as known at one revision. */
export interface Patient {
  readonly revision: number;
  readonly registration: StatementOf<'registered'> | null;
  readonly registeredAt: Instant | null;
  readonly facts: ReadonlyMap<string, TimelineFact>;
  readonly decisions: ReadonlyMap<string, BoardDecision>;
  readonly rows: ReadonlyMap<string, SourceRow>;
  readonly erased: boolean;
}

export const currentVersion = (fact: TimelineFact): FactVersion =>
  fact.versions[fact.versions.length - 1] as FactVersion;

export const currentFact = (fact: TimelineFact): Fact => currentVersion(fact).fact;

interface Draft {
  revision: number;
  registration: StatementOf<'registered'> | null;
  registeredAt: Instant | null;
  readonly facts: Map<string, TimelineFact>;
  readonly decisions: Map<string, BoardDecision>;
  readonly rows: Map<string, SourceRow>;
  erased: boolean;
}

const noteRow = (draft: Draft, sourceKey: string | undefined, row: SourceRow): void => {
  if (sourceKey !== undefined) draft.rows.set(sourceKey, row);
};

const record = (draft: Draft, entry: Logged, statement: StatementOf<'recorded'>): void => {
  const version: FactVersion = { version: 1, fact: statement.fact, entry };
  const { factId } = statement;
  draft.facts.set(factId, {
    factId,
    versions: [version],
    statements: [entry],
    retraction: null,
    revision: entry.revision,
  });
  noteRow(draft, statement.sourceKey, { factId, fact: statement.fact });
};

const restate = (draft: Draft, entry: Logged, factId: string, change: Partial<TimelineFact>): void => {
  const before = draft.facts.get(factId);
  if (!before) return;
  draft.facts.set(factId, {
    ...before,
    ...change,
    statements: [...before.statements, entry],
    revision: entry.revision,
  });
};

const amend = (draft: Draft, entry: Logged, statement: StatementOf<'amended'>): void => {
  const before = draft.facts.get(statement.factId);
  if (!before) return;
  const version: FactVersion = { version: before.versions.length + 1, fact: statement.fact, entry };
  restate(draft, entry, statement.factId, { versions: [...before.versions, version] });
  noteRow(draft, statement.sourceKey, { factId: statement.factId, fact: statement.fact });
};

const evolve = (draft: Draft, entry: Logged): void => {
  const { statement, revision } = entry;
  draft.revision = revision;
  switch (statement.statement) {
    case 'registered':
      draft.registration = statement;
      draft.registeredAt = entry.recordedAt;
      return;
    case 'recorded':
      return record(draft, entry, statement);
    case 'amended':
      return amend(draft, entry, statement);
    case 'retracted':
      noteRow(draft, statement.sourceKey, { factId: statement.factId, fact: null });
      return restate(draft, entry, statement.factId, { retraction: statement });
    case 'reinstated':
      return restate(draft, entry, statement.factId, { retraction: null });
    case 'decided':
      draft.decisions.set(statement.decisionId, { entry, decision: statement });
      return;
    case 'erased':
      draft.erased = true;
      return;
    default:
      statement satisfies never;
  }
};

const fold = (log: PatientLog): Patient => {
  const draft: Draft = {
    revision: -1,
    registration: null,
    registeredAt: null,
    facts: new Map(),
    decisions: new Map(),
    rows: new Map(),
    erased: false,
  };
  for (const entry of log) evolve(draft, entry);
  return draft;
};

interface Folded {
  readonly entries: PatientLog;
  readonly patient: Patient;
}

/** States kept of one log: the head, and an earlier one that is looked at beside it. */
const STATES_KEPT = 2;
const folded = new WeakMap<Logged, readonly Folded[]>();

const isOf =
  (entries: PatientLog) =>
  (kept: Folded): boolean =>
    kept.entries.length === entries.length && kept.entries.every((entry, index) => entry === entries[index]);

const upTo = (log: PatientLog, knownRevision: number): PatientLog => {
  const end = log.findIndex(({ revision }) => revision > knownRevision);
  return log.slice(0, end < 0 ? log.length : end);
};

/**
 * What was believed once the statements up to a revision were recorded. Folded in recorded order
 * only: clinical time is a question asked of the result, never an order of the fold, so that later
 * statements cannot change what an earlier revision answers. Whoever asks again of the same entries is
 * handed the same patient, and with it whatever has been worked out for it.
 *
 * @param knownRevision the last revision that counts; everything when left out.
 */
export const believedAt = (log: PatientLog, knownRevision = Infinity): Patient => {
  const entries = upTo(log, knownRevision);
  const [first] = entries;
  if (!first) return fold([]);
  const states = folded.get(first) ?? [];
  const there = states.find(isOf(entries));
  if (there) return there.patient;
  const patient = fold(entries);
  folded.set(first, [{ entries, patient }, ...states].slice(0, STATES_KEPT));
  return patient;
};

export interface Collection {
  readonly factId: string;
  readonly fact: Fact;
}

/** What facts of the patient say of each specimen's collection; retracted facts say nothing. */
export const specimensOf = (patient: Patient): ReadonlyMap<string, readonly Collection[]> => {
  const specimens = new Map<string, Collection[]>();
  for (const timelineFact of patient.facts.values()) {
    const fact = currentFact(timelineFact);
    const specimen = timelineFact.retraction ? null : definedSpecimen(fact);
    if (specimen === null) continue;
    const collection = { factId: timelineFact.factId, fact };
    const known = specimens.get(specimen);
    if (known) known.push(collection);
    else specimens.set(specimen, [collection]);
  }
  return specimens;
};

/** A chain of relative dates longer than this is a circle. */
const LONGEST_CHAIN = 20;

/** Facts by their ids: a patient has them, and whoever is about to record some more. */
export interface Anchors {
  readonly facts: { readonly get: (factId: string) => Anchor | undefined };
}

export type Anchor = Pick<TimelineFact, 'retraction'> & {
  readonly versions: readonly Pick<FactVersion, 'fact'>[];
};

const anchorOf = ({ facts }: Anchors, { relativeTo }: Fact): Anchor | undefined =>
  facts.get(relativeTo?.factId ?? '');

/** The days from which a distance counts; `null` where it is none of days, or counts from nowhere. */
export const anchorInterval = (around: Anchors, fact: Fact, depth = 0): DayInterval | null => {
  if (!isCalendarDuration(fact.relativeTo?.offset ?? '') || depth > LONGEST_CHAIN) return null;
  const anchor = anchorOf(around, fact)?.versions.at(-1);
  return anchor ? factInterval(around, anchor.fact, depth + 1) : null;
};

type DatedFact = Fact & { readonly occurredOn: OccurredOn };

const isDated = (fact: Fact): fact is DatedFact => fact.occurredOn !== undefined;

/** Every look at a course asks for those of all facts. */
const statedInterval = oncePer(({ occurredOn }: DatedFact) => intervalOf(occurredOn));

/**
 * The days that the distance from another fact leaves possible for a fact that has a date as well; `null`
 * when the distance leads nowhere, or from what is not believed any more.
 */
export const boundsByAnchor = (around: Anchors, fact: Fact, depth = 0): DayInterval | null => {
  if (anchorOf(around, fact)?.retraction) return null;
  const anchor = anchorInterval(around, fact, depth);
  return anchor && boundsAfter(anchor, fact.relativeTo?.offset ?? '');
};

/** Both bound the day; where they exclude each other the date stands, and a contradiction names the two. */
const boundedInterval = (around: Anchors, fact: DatedFact, depth: number): DayInterval => {
  const stated = statedInterval(fact);
  if (fact.relativeTo === undefined || stated.from === stated.to) return stated;
  const bounds = boundsByAnchor(around, fact, depth);
  return (bounds && intersectionOf(stated, bounds)) ?? stated;
};

/**
 * The days on which a fact may have happened: of its date, narrowed by its distance from another fact; of
 * the distance alone where it has no date; `null` when that leads nowhere.
 */
export const factInterval = (around: Anchors, fact: Fact, depth = 0): DayInterval | null => {
  if (isDated(fact)) return boundedInterval(around, fact, depth);
  const anchor = anchorInterval(around, fact, depth);
  return anchor && shiftInterval(anchor, fact.relativeTo?.offset ?? '');
};
