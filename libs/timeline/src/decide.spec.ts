import type { Fact, PatientStatement } from '@leptotrace/clinical';
import {
  amended,
  contact,
  erased,
  given,
  recorded,
  registered,
  reinstated,
  retracted,
} from '../../../test/support/given';
import {
  amendFact,
  recordDecision,
  recordFacts,
  registerPatient,
  reinstateFact,
  retractFact,
  type Decide,
  type DecisionToRecord,
} from './decide';
import type { Rejection } from './rejection';

const DAY = '2024-03-01';

const record = (facts: Readonly<Record<string, object>>, more: object = {}): Decide =>
  recordFacts(Object.entries(facts).map(([factId, fact]) => ({ factId, fact: fact as Fact, ...more })));
const amend = (factId: string, supersedes: number, fact: object, more: object = {}): Decide =>
  amendFact({ factId, supersedes, fact: fact as Fact, change: 'corrected', reason: 'a slip', ...more });
const retract = (factId: string, supersedes: number): Decide =>
  retractFact({ factId, supersedes, reason: 'duplicate' });
const reinstate = (factId: string, supersedes: number): Decide =>
  reinstateFact({ factId, supersedes, reason: 'it was right' });
const DECISION: DecisionToRecord = { decisionId: 'd', on: DAY, question: 'Change?', decision: 'Go on.' };

const start = (occurredOn = DAY) => ({
  kind: 'TherapyStarted',
  occurredOn,
  agent: 'osimertinib',
  route: 'oral',
});
const stop = (startId: string) => ({
  kind: 'TherapyStopped',
  occurredOn: '2024-05-01',
  startId,
  reason: 'toxicity',
});
const specimen = (of: string) => ({
  kind: 'SpecimenCollected',
  occurredOn: DAY,
  specimenId: 's',
  specimen: of,
});
const puncture = (more: object = {}) => ({
  kind: 'LumbarPuncturePerformed',
  occurredOn: DAY,
  specimenId: 's',
  ...more,
});
const cytology = { kind: 'CsfCytologyReported', occurredOn: DAY, specimenId: 's', result: 'positive' };
const after = (factId: string, more: object = {}) =>
  contact(undefined, { ...more, relativeTo: { factId, offset: 'P2W' } });

interface Refused {
  readonly what: string;
  readonly given: readonly PatientStatement[];
  readonly when: Decide;
  /** What the rejection says beside its kind. */
  readonly then?: object;
}

const issueAt = (path: string, message: string) => ({
  issues: [{ path, message: expect.stringContaining(message) }],
});
const wasRetracted = [registered, recorded('a', contact(DAY)), retracted('a')];
const A_CONTACT = [registered, recorded('a', contact(DAY))];

/** Commands that name a fact and its last statement. */
const OF_A_FACT: Readonly<Record<string, (factId: string, supersedes: number) => Decide>> = {
  amend: (factId, supersedes) => amend(factId, supersedes, contact('2024-03-02')),
  retract,
  reinstate,
};
const EVERY: Readonly<Record<string, Decide>> = {
  record: record({ b: contact(DAY) }),
  amend: amend('a', 1, contact(DAY)),
  retract: retract('a', 1),
  reinstate: reinstate('a', 1),
  decide: recordDecision(DECISION),
};

const ofEvery = (statements: readonly PatientStatement[]): readonly Refused[] =>
  Object.entries(EVERY).map(([what, when]) => ({ what, given: statements, when }));
const ofAFact = (
  statements: readonly PatientStatement[],
  [factId, supersedes]: readonly [string, number],
  then: object,
): readonly Refused[] =>
  Object.entries(OF_A_FACT).map(([what, command]) => ({
    what,
    given: statements,
    when: command(factId, supersedes),
    then,
  }));

/** Every refusal there is: a new kind of rejection without a row does not compile. */
const REFUSED: { readonly [K in Rejection['kind']]: readonly Refused[] } = {
  'unknown-patient': ofEvery([]),
  'already-registered': [
    { what: 'register', given: [registered], when: registerPatient({}) },
    { what: 'register after the erasure', given: [registered, erased], when: registerPatient({}) },
  ],
  erased: ofEvery([registered, recorded('a', contact(DAY)), erased]),
  'unknown-fact': ofAFact([registered], ['a', 1], { factId: 'a' }),
  superseded: [
    ...ofAFact([...A_CONTACT, amended('a', contact(DAY))], ['a', 1], { factId: 'a', named: 1, current: 2 }),
    {
      what: 'amend, naming one that is still to come',
      given: A_CONTACT,
      when: amend('a', 2, contact(DAY)),
      then: { named: 2, current: 1 },
    },
    {
      what: 'reinstate, naming the fact itself',
      given: wasRetracted,
      when: reinstate('a', 1),
      then: { named: 1, current: 2 },
    },
  ],
  'already-retracted': [
    { what: 'retract', given: wasRetracted, when: retract('a', 2), then: { factId: 'a' } },
    { what: 'amend', given: wasRetracted, when: amend('a', 2, contact(DAY)), then: { factId: 'a' } },
  ],
  'not-retracted': [
    { what: 'reinstate', given: A_CONTACT, when: reinstate('a', 1), then: { factId: 'a' } },
    {
      what: 'reinstate twice',
      given: [...wasRetracted, reinstated('a')],
      when: reinstate('a', 3),
      then: { factId: 'a' },
    },
  ],
  'duplicate-fact': [
    {
      what: 'one that is there',
      given: A_CONTACT,
      when: record({ b: contact(DAY), a: contact(DAY) }),
      then: { factId: 'a', path: '/facts/1/factId' },
    },
    {
      what: 'one that was retracted',
      given: wasRetracted,
      when: record({ a: contact(DAY) }),
      then: { factId: 'a', path: '/facts/0/factId' },
    },
    {
      what: 'one that stands twice in the request',
      given: [registered],
      when: recordFacts(['a', 'a'].map((factId) => ({ factId, fact: contact(DAY) as Fact }))),
      then: { factId: 'a', path: '/facts/1/factId' },
    },
  ],
  invalid: [
    {
      what: 'a kind that nobody knows',
      given: [registered],
      when: record({ a: { kind: 'Dreamt', occurredOn: DAY } }),
      then: issueAt('/facts/0/kind', ''),
    },
    {
      what: 'a field that is not of the kind',
      given: [registered],
      when: record({ b: contact(DAY), a: contact(DAY, { colour: 'red' }) }),
      then: issueAt('/facts/1/colour', ''),
    },
    {
      what: 'no date',
      given: [registered],
      when: record({ a: contact() }),
      then: issueAt('/facts/0/occurredOn', 'no date'),
    },
    {
      what: 'a stop of nothing',
      given: [registered],
      when: record({ x: stop('t') }),
      then: issueAt('/facts/0/startId', 'no fact t of this patient'),
    },
    {
      what: 'a stop of a contact',
      given: A_CONTACT,
      when: record({ x: stop('a') }),
      then: issueAt('/facts/0/startId', 'a is a ContactRecorded'),
    },
    {
      what: 'a stop of a contact of the same request',
      given: [registered],
      when: record({ a: contact(DAY), x: stop('a') }),
      then: issueAt('/facts/1/startId', 'a is a ContactRecorded'),
    },
    {
      what: 'a result of no specimen',
      given: [registered],
      when: record({ r: cytology }),
      then: issueAt('/facts/0/specimenId', 'no specimen s'),
    },
    {
      what: 'a result of a specimen whose collection was retracted',
      given: [registered, recorded('a', specimen('csf')), retracted('a')],
      when: record({ r: cytology }),
      then: issueAt('/facts/0/specimenId', 'no specimen s'),
    },
    {
      what: 'a cytology of plasma',
      given: [registered, recorded('a', specimen('plasma'))],
      when: record({ r: cytology }),
      then: issueAt('/facts/0/specimenId', 'the specimen is plasma'),
    },
    {
      what: 'an anchor that is not there',
      given: [registered],
      when: record({ b: after('a') }),
      then: issueAt('/facts/0/relativeTo/factId', 'no fact a'),
    },
    {
      what: 'a fact dated by itself',
      given: [registered],
      when: record({ a: after('a') }),
      then: issueAt('/facts/0/relativeTo/factId', 'lead back'),
    },
    {
      what: 'two facts of one request dated by each other',
      given: [registered],
      when: record({ a: after('b'), b: after('a') }),
      then: { issues: [{ path: '/facts/0/relativeTo/factId' }, { path: '/facts/1/relativeTo/factId' }] },
    },
    {
      what: 'a circle of three, closed by an amendment',
      given: [registered, recorded('a', contact(DAY)), recorded('b', after('a')), recorded('c', after('b'))],
      when: amend('a', 1, after('c', { occurredOn: '2024' })),
      then: issueAt('/fact/relativeTo/factId', 'lead back'),
    },
    {
      what: 'another kind of fact as an amendment',
      given: A_CONTACT,
      when: amend('a', 1, start()),
      then: issueAt('/fact/kind', 'the fact is a ContactRecorded'),
    },
    {
      what: 'an amendment without a date',
      given: A_CONTACT,
      when: amend('a', 1, contact()),
      then: issueAt('/fact/occurredOn', 'no date'),
    },
    {
      what: 'an amendment that cannot be read',
      given: A_CONTACT,
      when: amend('a', 1, contact('soon')),
      then: issueAt('/fact/occurredOn', ''),
    },
    {
      what: 'an amendment that points to nothing',
      given: [registered, recorded('t', start()), recorded('x', stop('t'))],
      when: amend('x', 2, stop('y')),
      then: issueAt('/fact/startId', 'no fact y'),
    },
    {
      what: 'an amendment to a specimen that is not there',
      given: [registered, recorded('s', specimen('csf')), recorded('r', cytology)],
      when: amend('r', 2, { ...cytology, specimenId: 'other' }),
      then: issueAt('/fact/specimenId', 'no specimen other'),
    },
    {
      what: 'a decision that knew what is not said yet',
      given: A_CONTACT,
      when: recordDecision({ ...DECISION, knownRevision: 2 }),
      then: issueAt('/asOf', 'revision 2 is not there yet'),
    },
  ],
};

describe.each(Object.entries(REFUSED))('a refusal: %s', (kind, cases) => {
  it.each(cases.map((each) => [each.what, each] as const))(
    '%s',
    (_what, { given: said, when, then = {} }) => {
      const decided = given(...said).when(when);
      expect(decided).toMatchObject({ kind: 'rejected', rejection: { kind, ...then } });
    },
  );
});

interface Taken {
  readonly what: string;
  readonly given: readonly PatientStatement[];
  readonly when: Decide;
  readonly then: readonly object[];
}

const TAKEN: readonly Taken[] = [
  {
    what: 'a registration',
    given: [],
    when: registerPatient({ study: 'S' }),
    then: [{ statement: 'registered', study: 'S' }],
  },
  {
    what: 'facts, in their order',
    given: [registered],
    when: record({ b: contact(DAY), a: contact(DAY) }),
    then: [
      { statement: 'recorded', factId: 'b' },
      { statement: 'recorded', factId: 'a' },
    ],
  },
  { what: 'no fact at all', given: [registered], when: record({}), then: [] },
  {
    what: 'a stop before its start in one request',
    given: [registered],
    when: record({ x: stop('t'), t: start() }),
    then: [{ factId: 'x' }, { factId: 't' }],
  },
  {
    what: 'a stop of a start that was retracted: a check names it',
    given: [registered, recorded('t', start()), retracted('t')],
    when: record({ x: stop('t') }),
    then: [{ factId: 'x' }],
  },
  {
    what: 'a result with the puncture of its specimen',
    given: [registered],
    when: record({ r: cytology, l: puncture() }),
    then: [{ factId: 'r' }, { factId: 'l' }],
  },
  {
    what: 'a cytology of plasma that a source says: a check names it',
    given: [registered, recorded('s', specimen('plasma'))],
    when: record({ r: cytology }, { sourceKey: 'row 1' }),
    then: [{ factId: 'r', sourceKey: 'row 1' }],
  },
  {
    what: 'a chain of dates',
    given: A_CONTACT,
    when: record({ c: after('b'), b: after('a') }),
    then: [{ factId: 'c' }, { factId: 'b' }],
  },
  {
    what: 'the correction of a puncture whose specimen has results',
    given: [registered, recorded('l', puncture()), recorded('r', cytology)],
    when: amend('l', 1, puncture({ occurredOn: '2024-03-02' })),
    then: [{ statement: 'amended', factId: 'l', supersedes: 1 }],
  },
  {
    what: 'a retraction',
    given: A_CONTACT,
    when: retract('a', 1),
    then: [{ statement: 'retracted', factId: 'a', reason: 'duplicate' }],
  },
  {
    what: 'a reinstatement',
    given: wasRetracted,
    when: reinstate('a', 2),
    then: [{ statement: 'reinstated', factId: 'a' }],
  },
  {
    what: 'a decision, with all that is known',
    given: A_CONTACT,
    when: recordDecision(DECISION),
    then: [{ ...DECISION, statement: 'decided', knownRevision: 1 }],
  },
  {
    what: 'a decision, with what the board knew',
    given: A_CONTACT,
    when: recordDecision({ ...DECISION, knownRevision: 0 }),
    then: [{ statement: 'decided', knownRevision: 0 }],
  },
];

describe('taken is', () => {
  it.each(TAKEN.map((each) => [each.what, each] as const))('%s', (_what, { given: said, when, then }) => {
    expect(given(...said).when(when)).toMatchObject({ kind: 'accepted', statements: then });
  });
});
