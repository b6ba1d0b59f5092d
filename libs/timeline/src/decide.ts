import type { Fact, PatientStatement, StatementOf } from '@leptotrace/clinical';
import {
  checkFact,
  collectedFluid,
  decodeFact,
  definedSpecimen,
  factReferences,
  fluidsOfResult,
  isOfAnotherFluid,
  usedSpecimen,
} from '@leptotrace/clinical';
import { shiftInterval, type Issue } from '@leptotrace/kernel';
import { isTakenOver, type PatientLog } from './log';
import {
  anchorInterval,
  currentFact,
  specimensOf,
  type Anchor,
  type Anchors,
  type Patient,
  type TimelineFact,
} from './patient';
import type { Decided, Rejection } from './rejection';

/** Pure decisions: what may be said about a patient, given all that was said before. */
export type Decide = (patient: Patient, log: PatientLog) => Decided<PatientStatement>;

const accepted = (...statements: readonly PatientStatement[]): Decided<PatientStatement> => ({
  kind: 'accepted',
  statements,
});
const rejected = (rejection: Rejection): Decided<PatientStatement> => ({ kind: 'rejected', rejection });

/** Every decision but the first needs a patient who is there. */
const ofKnownPatient =
  (decide: Decide): Decide =>
  (patient, log) => {
    if (!patient.registration) return rejected({ kind: 'unknown-patient' });
    return patient.erased ? rejected({ kind: 'erased' }) : decide(patient, log);
  };

export const registerPatient =
  (registration: Omit<StatementOf<'registered'>, 'statement'>): Decide =>
  (patient) =>
    patient.registration
      ? rejected({ kind: 'already-registered' })
      : accepted({ statement: 'registered', ...registration });

/** What facts may point to: those of the patient and those recorded with them. */
interface Surroundings extends Anchors {
  readonly factOf: (factId: string) => Fact | null;
  /** Facts that collected a specimen: a puncture, its collection, or both. */
  readonly specimens: (specimenId: string) => readonly Fact[];
}

const surroundingsOf = (patient: Patient, together: ReadonlyMap<string, Fact>): Surroundings => {
  const specimens = specimensOf(patient);
  const get = (factId: string): Anchor | undefined => {
    const fact = together.get(factId);
    return fact ? { versions: [{ fact }], retraction: null } : patient.facts.get(factId);
  };
  return {
    facts: { get },
    factOf: (factId) => get(factId)?.versions.at(-1)?.fact ?? null,
    specimens: (specimenId) => [
      ...[...together.values()].filter((fact) => definedSpecimen(fact) === specimenId),
      ...(specimens.get(specimenId) ?? []).flatMap(({ factId, fact }) =>
        together.has(factId) ? [] : [fact],
      ),
    ],
  };
};

const referenceIssues = (fact: Fact, around: Surroundings): readonly Issue[] =>
  factReferences(fact).flatMap(({ path, id, kinds }) => {
    const kind = around.factOf(id)?.kind;
    if (kind === undefined) {
      return [
        { path, message: `no fact ${id} of this patient`, mend: 'Name a fact that is recorded already.' },
      ];
    }
    return kinds && !kinds.includes(kind)
      ? [{ path, message: `${id} is a ${kind}`, mend: `Name a ${kinds.join(' or ')}.` }]
      : [];
  });

const fluidIssues = (fact: Fact, collected: readonly Fact[]): readonly Issue[] => {
  const other = collected.find((found) => isOfAnotherFluid(fact, found));
  if (!other) return [];
  const message = `the specimen is ${collectedFluid(other) ?? ''}, in which no such result is found`;
  const mend = `Name a specimen of ${fluidsOfResult(fact)?.join(' or ') ?? ''}, or correct what the specimen is.`;
  return [{ path: '/specimenId', message, mend }];
};

const specimenIssues = (said: FactToRecord, around: Surroundings): readonly Issue[] => {
  const { fact } = said;
  const specimenId = usedSpecimen(fact);
  if (specimenId === null) return [];
  const collected = around.specimens(specimenId);
  // What another log or file has said is taken as it is; the contradiction is named, and drives nothing.
  if (collected.length > 0) return isTakenOver(said) ? [] : fluidIssues(fact, collected);
  const mend =
    'Record SpecimenCollected or LumbarPuncturePerformed with this specimenId first, or in the same request.';
  return [{ path: '/specimenId', message: `no specimen ${specimenId} of this patient`, mend }];
};

/** Dates that are told by each other tell none. */
const circleIssues = ({ factId, fact }: FactToRecord, around: Surroundings): readonly Issue[] => {
  const passed = new Set<string>();
  let anchor = fact.relativeTo?.factId;
  while (anchor !== undefined && !passed.has(anchor)) {
    if (anchor === factId) {
      const mend = 'Give one of the facts a date of its own, and leave its relativeTo out.';
      return [{ path: '/relativeTo/factId', message: 'the anchors lead back to this fact', mend }];
    }
    passed.add(anchor);
    anchor = around.factOf(anchor)?.relativeTo?.factId;
  }
  return [];
};

/** No life has a day there, and no answer can name it: also at the end of a chain of distances. */
const distanceIssues = ({ fact }: FactToRecord, around: Surroundings): readonly Issue[] => {
  const anchor = anchorInterval(around, fact);
  if (!anchor || shiftInterval(anchor, fact.relativeTo?.offset ?? '')) return [];
  const mend = 'Send a distance that leads to a day of the years 1900 to 9999.';
  return [{ path: '/relativeTo/offset', message: 'leads out of the calendar', mend }];
};

/** Decoded here too, whoever asks: what the log could not read again is never written. */
const issuesOf = (said: FactToRecord, around: Surroundings): readonly Issue[] => {
  const { fact } = said;
  const decoded = decodeFact(fact);
  if (!decoded.ok) return decoded.issues;
  return [
    ...checkFact(fact),
    ...referenceIssues(fact, around),
    ...circleIssues(said, around),
    ...distanceIssues(said, around),
    ...specimenIssues(said, around),
  ];
};

const under = (path: string, issues: readonly Issue[]): readonly Issue[] =>
  issues.map((issue) => ({ ...issue, path: path + issue.path }));

export type FactToRecord = Omit<StatementOf<'recorded'>, 'statement'>;

const duplicateOf = (patient: Patient, facts: readonly FactToRecord[]): Rejection | null => {
  const seen = new Set<string>();
  for (const [index, { factId }] of facts.entries()) {
    if (patient.facts.has(factId) || seen.has(factId)) {
      return { kind: 'duplicate-fact', factId, path: `/facts/${index}/factId` };
    }
    seen.add(factId);
  }
  return null;
};

/** All of the facts or none; they may point to each other. */
export const recordFacts = (facts: readonly FactToRecord[]): Decide =>
  ofKnownPatient((patient) => {
    const duplicate = duplicateOf(patient, facts);
    if (duplicate) return rejected(duplicate);
    const around = surroundingsOf(patient, new Map(facts.map(({ factId, fact }) => [factId, fact])));
    const issues = facts.flatMap((said, index) => under(`/facts/${index}`, issuesOf(said, around)));
    return issues.length > 0
      ? rejected({ kind: 'invalid', issues })
      : accepted(...facts.map((fact): PatientStatement => ({ statement: 'recorded', ...fact })));
  });

/** A correction names the statement it corrects; two corrections cannot pass each other unseen. */
const ofCurrentFact = (
  { factId, supersedes }: { readonly factId: string; readonly supersedes: number },
  decide: (fact: TimelineFact, patient: Patient) => Decided<PatientStatement>,
): Decide =>
  ofKnownPatient((patient) => {
    const fact = patient.facts.get(factId);
    if (!fact) return rejected({ kind: 'unknown-fact', factId });
    return fact.revision === supersedes
      ? decide(fact, patient)
      : rejected({ kind: 'superseded', factId, named: supersedes, current: fact.revision });
  });

export const amendFact = (amendment: Omit<StatementOf<'amended'>, 'statement'>): Decide =>
  ofCurrentFact(amendment, (before, patient) => {
    if (before.retraction) return rejected({ kind: 'already-retracted', factId: before.factId });
    const { kind } = currentFact(before);
    if (amendment.fact.kind !== kind) {
      const mend = `Send a ${kind}; to change the kind, retract this fact and record another.`;
      const message = `the fact is a ${kind}`;
      return rejected({ kind: 'invalid', issues: [{ path: '/fact/kind', message, mend }] });
    }
    // Its own specimen counts, so that a puncture may be corrected without losing its results.
    const around = surroundingsOf(patient, new Map([[before.factId, amendment.fact]]));
    const issues = under('/fact', issuesOf(amendment, around));
    return issues.length > 0
      ? rejected({ kind: 'invalid', issues })
      : accepted({ statement: 'amended', ...amendment });
  });

export const retractFact = (retraction: Omit<StatementOf<'retracted'>, 'statement'>): Decide =>
  ofCurrentFact(retraction, (fact) =>
    fact.retraction
      ? rejected({ kind: 'already-retracted', factId: fact.factId })
      : accepted({ statement: 'retracted', ...retraction }),
  );

export const reinstateFact = (reinstatement: Omit<StatementOf<'reinstated'>, 'statement'>): Decide =>
  ofCurrentFact(reinstatement, (fact) =>
    fact.retraction
      ? accepted({ statement: 'reinstated', ...reinstatement })
      : rejected({ kind: 'not-retracted', factId: fact.factId }),
  );

export type DecisionToRecord = Omit<StatementOf<'decided'>, 'statement' | 'knownRevision'> & {
  /** What the board had before it; the head when left out. */
  readonly knownRevision?: number;
};

/** Pins what the board knew: the decision can be replayed as it was made, for ever. */
export const recordDecision = ({ knownRevision, ...decision }: DecisionToRecord): Decide =>
  ofKnownPatient((patient) => {
    const pinned = knownRevision ?? patient.revision;
    if (pinned > patient.revision) {
      const mend = `Name a revision from 0 to ${patient.revision}, or leave it out.`;
      const message = `revision ${pinned} is not there yet`;
      return rejected({ kind: 'invalid', issues: [{ path: '/asOf', message, mend }] });
    }
    return accepted({ statement: 'decided', ...decision, knownRevision: pinned });
  });
