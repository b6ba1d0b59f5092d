import type { PatientStatement, StatementName } from '@leptotrace/clinical';
import {
  amended,
  contact,
  erased,
  given,
  logOf,
  recorded,
  registered,
  reinstated,
  retracted,
} from '../../../test/support/given';
import { believedAt, currentFact, specimensOf, type Patient, type TimelineFact } from './patient';

const [FIRST, SECOND] = [contact('2024-03-01'), contact('2024-03-02')];
const decided = (decisionId: string, knownRevision: number): PatientStatement => ({
  statement: 'decided',
  decisionId,
  knownRevision,
  on: '2024-03-05',
  question: 'Change?',
  decision: 'Go on.',
});

/** What is believed of a fact, in short. */
const told = ({ versions, statements, retraction, revision }: TimelineFact) => ({
  versions: versions.map(({ version, fact, entry }) => [version, fact, entry.revision]),
  statements: statements.map((entry) => entry.revision),
  retraction: retraction?.reason ?? null,
  revision,
});
const factIn = ({ facts }: Patient, factId = 'a') => {
  const fact = facts.get(factId);
  return fact && told(fact);
};

interface Evolved {
  readonly given: readonly PatientStatement[];
  readonly when: PatientStatement;
  readonly then: (patient: Patient) => unknown;
  readonly is: unknown;
}

const A = recorded('a', FIRST, { sourceKey: 'row 1' });

/** What each statement makes of a patient: a new statement without a row does not compile. */
const EVOLVED: Readonly<Record<StatementName, readonly Evolved[]>> = {
  registered: [
    {
      given: [],
      when: registered,
      then: ({ registration, registeredAt, revision, erased: gone }) => [
        registration,
        registeredAt,
        revision,
        gone,
      ],
      is: [registered, '2026-01-01T00:00:00.000Z', 0, false],
    },
  ],
  recorded: [
    {
      given: [registered],
      when: A,
      then: factIn,
      is: { versions: [[1, FIRST, 1]], statements: [1], retraction: null, revision: 1 },
    },
    {
      given: [registered],
      when: A,
      then: ({ rows }) => [...rows],
      is: [['row 1', { factId: 'a', fact: FIRST }]],
    },
    { given: [registered], when: recorded('a', FIRST), then: ({ rows }) => rows.size, is: 0 },
  ],
  amended: [
    {
      given: [registered, A],
      when: amended('a', SECOND),
      then: factIn,
      is: {
        versions: [
          [1, FIRST, 1],
          [2, SECOND, 2],
        ],
        statements: [1, 2],
        retraction: null,
        revision: 2,
      },
    },
    {
      given: [registered, A],
      when: amended('a', SECOND, { sourceKey: 'row 1' }),
      then: ({ rows }) => [...rows],
      is: [['row 1', { factId: 'a', fact: SECOND }]],
    },
    // Another log may begin in the middle.
    {
      given: [registered, A],
      when: amended('b', SECOND, { sourceKey: 'row 2' }),
      then: ({ facts, rows }) => [[...facts.keys()], [...rows.keys()]],
      is: [['a'], ['row 1']],
    },
  ],
  retracted: [
    {
      given: [registered, A, amended('a', SECOND)],
      when: retracted('a', { supersedes: 2 }),
      then: factIn,
      is: {
        versions: [
          [1, FIRST, 1],
          [2, SECOND, 2],
        ],
        statements: [1, 2, 3],
        retraction: 'entered-in-error',
        revision: 3,
      },
    },
    {
      given: [registered, A],
      when: retracted('a', { sourceKey: 'row 1' }),
      then: ({ rows }) => [...rows],
      is: [['row 1', { factId: 'a', fact: null }]],
    },
    { given: [registered], when: retracted('a'), then: ({ facts }) => facts.size, is: 0 },
  ],
  reinstated: [
    {
      given: [registered, A, retracted('a')],
      when: reinstated('a'),
      then: factIn,
      is: { versions: [[1, FIRST, 1]], statements: [1, 2, 3], retraction: null, revision: 3 },
    },
  ],
  decided: [
    {
      given: [registered, A],
      when: decided('d', 1),
      then: ({ decisions }) =>
        [...decisions].map(([id, { entry, decision }]) => [id, entry.revision, decision.knownRevision]),
      is: [['d', 2, 1]],
    },
    {
      given: [registered, A],
      when: decided('d', 1),
      then: factIn,
      is: { versions: [[1, FIRST, 1]], statements: [1], retraction: null, revision: 1 },
    },
  ],
  erased: [
    {
      given: [registered, A],
      when: erased,
      then: ({ erased: gone, facts, revision }) => [gone, facts.size, revision],
      is: [true, 1, 2],
    },
  ],
};

describe.each(Object.entries(EVOLVED))('after a statement: %s', (_name, rows) => {
  it.each(rows.map((row, at) => [at + 1, row] as const))('the patient is as it says (%i)', (_at, row) => {
    expect(row.then(given(...row.given, row.when).patient)).toEqual(row.is);
  });
});

describe('what is believed', () => {
  const LOG = logOf([
    registered,
    recorded('a', FIRST),
    amended('a', SECOND),
    retracted('a'),
    reinstated('a'),
  ]);
  const at = (revision: number) => believedAt(LOG, revision).facts.get('a');

  it.each([
    [-1, undefined, undefined],
    [0, undefined, undefined],
    [1, FIRST, null],
    [2, SECOND, null],
    [3, SECOND, 'entered-in-error'],
    [4, SECOND, null],
    [99, SECOND, null],
  ])('at revision %i', (revision, fact, retraction) => {
    const found = at(revision);
    expect(found && currentFact(found)).toEqual(fact);
    expect(found && (found.retraction?.reason ?? null)).toBe(retraction);
    expect(believedAt(LOG, revision).revision).toBe(Math.min(revision, 4));
  });

  it('of specimens is what facts in force say of their collection: the correction, and nothing retracted', () => {
    const specimen = (specimenId: string) => ({
      kind: 'SpecimenCollected',
      occurredOn: '2024-03-01',
      specimenId,
      specimen: 'csf',
    });
    const { patient } = given(
      registered,
      recorded('a', specimen('one')),
      recorded('b', specimen('two')),
      recorded('c', { kind: 'LumbarPuncturePerformed', occurredOn: '2024-03-01', specimenId: 'one' }),
      amended('a', specimen('three')),
      retracted('b'),
    );
    expect(
      [...specimensOf(patient)].map(([id, collections]) => [id, collections.map(({ factId }) => factId)]),
    ).toEqual([
      ['three', ['a']],
      ['one', ['c']],
    ]);
  });
});
