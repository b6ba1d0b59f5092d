import fc from 'fast-check';
import { derive, installRulesets, type Derived } from '@leptotrace/derivation';
import { pictureOf } from '@leptotrace/signals';
import {
  cytology,
  lesion,
  lmDiagnosis,
  logOfFacts,
  start,
  study,
  viewOfFacts,
  type Written,
} from '../support/course';

const installed = installRulesets();
if (!installed.ok) throw new Error('no rulesets');
const LM = [...installed.rulesets.values()].find(({ name }) => name === 'lm');
if (!LM) throw new Error('no ruleset lm');

const derived = (facts: readonly Written[]): Derived =>
  derive(viewOfFacts(facts, '2024-12-31'), LM, { subjectId: 'p', origin: 'first-dose' });
const dose = start('rx', '2024-01-01');

const dayText = (days: number): string =>
  new Date(Date.UTC(2023, 11, 10) + days * 86_400_000).toISOString().slice(0, 10);
const when = fc.integer({ min: 0, max: 300 }).map(dayText);
const regions = fc.constantFrom('brain', 'spine', 'neuraxis', 'chest');
const overall = fc.constantFrom('CR', 'PR', 'SD', 'PD', 'NE', 'WORSE', 'OTHER');

/** Facts that speak of everything but the leptomeninges. */
const withoutLm: fc.Arbitrary<Omit<Written, 'id'>> = fc.oneof(
  fc
    .record({
      occurredOn: when,
      region: regions,
      readerOverall: overall,
      size: fc.integer({ min: 5, max: 60 }),
    })
    .map(({ occurredOn, region, readerOverall, size }) => {
      const site = region === 'chest' ? 'lung' : region === 'spine' ? 'spinal-cord' : 'brain-parenchyma';
      return study('', occurredOn, region, { readerOverall, lesions: [lesion('a', site, size)] });
    }),
  fc
    .record({ occurredOn: when, region: regions, readerOverall: overall })
    .map(({ occurredOn, region, readerOverall }) =>
      study('', occurredOn, region, { readerOverall, findings: ['five metastases, larger than before'] }),
    ),
  fc
    .record({
      occurredOn: when,
      presence: fc.constantFrom('present', 'absent'),
      change: fc.constantFrom(-3, -1, 0, 2),
    })
    .map(({ occurredOn, presence, change }) =>
      study('', occurredOn, 'brain', {
        scorecard: [
          { item: 'brain-parenchymal-metastases', presence, change, direction: 'positive-is-better' },
        ],
      }),
    ),
  fc
    .record({
      occurredOn: when,
      grade: fc.integer({ min: 0, max: 3 }),
      attribution: fc.constantFrom('lm', 'systemic', 'unknown'),
    })
    .map(({ occurredOn, grade, attribution }): Omit<Written, 'id'> => ({
      kind: 'NeurologicalExamRecorded',
      occurredOn,
      instrument: 'rano-lm-2017',
      domains: [{ domain: 'gait', grade, attribution }],
    })),
  fc
    .record({ occurredOn: when, value: fc.constantFrom(50, 70, 90) })
    .map(({ occurredOn, value }): Omit<Written, 'id'> => ({
      kind: 'PerformanceStatusRecorded',
      occurredOn,
      instrument: 'KPS',
      value,
    })),
  fc
    .record({ occurredOn: when, certainty: fc.constantFrom('confirmed', 'possible', 'refuted') })
    .map(({ occurredOn, certainty }): Omit<Written, 'id'> => ({
      kind: 'DiagnosisRecorded',
      occurredOn,
      what: 'brain-metastasis',
      certainty,
    })),
  fc.record({ occurredOn: when, category: overall }).map(({ occurredOn, category }): Omit<Written, 'id'> => ({
    kind: 'ResponseStated',
    occurredOn,
    category,
    compartment: 'cns',
    sites: ['brain-parenchyma'],
  })),
);

const named = (facts: readonly Omit<Written, 'id'>[]): readonly Written[] =>
  facts.map((fact, index) => ({ ...fact, id: `f${index}` }) as Written);

const LM_CRITERIA: ReadonlySet<string> = new Set([
  'RANO_LM_2017',
  'LM_SCORECARD_2019',
  'LM_SCORECARD_2022',
  'NANO_LM_2024',
  'SEED_WEIGHTED_v0',
]);

const lmValues = ({ criteria }: Derived): readonly string[] =>
  (criteria?.all ?? [])
    .filter(({ criterion }) => LM_CRITERIA.has(criterion))
    .flatMap(({ responses }) => responses.map(({ value }) => value));

describe('criteria of LM and the patients they are made for', () => {
  it('RANOLM-3-population: no fact without evidence of LM ever gives them a value', () => {
    fc.assert(
      fc.property(fc.array(withoutLm, { maxLength: 8 }), (facts) => {
        const written = [dose, ...named(facts), ...cytology('c', dayText(60), 'negative')];
        const found = derived(written);
        expect(lmValues(found).filter((value) => value !== 'not-applicable')).toEqual([]);
        const said = [...pictureOf(found, logOfFacts(written), written.length - 1).keys()];
        expect(said).not.toContain('response:cns:RANO_LM_2017');
      }),
      { numRuns: 200 },
    );
  });

  it('RANOLM-3-population: five brain metastases in words, LM never suspected: no signal of the CNS', () => {
    const written = [
      dose,
      ...['2023-12-20', '2024-02-15', '2024-04-15'].map((day, index) =>
        study(`m${index}`, day, 'brain', { findings: ['five metastases of the brain'], readerOverall: 'PD' }),
      ),
    ];
    const said = [...pictureOf(derived(written), logOfFacts(written), written.length - 1).keys()];
    expect(said.filter((key) => key.startsWith('progression') || key.includes('RANO_LM'))).toEqual([]);
  });
});

/** Facts of which some are of LM. */
const withLm: fc.Arbitrary<Omit<Written, 'id'>> = fc.oneof(
  withoutLm,
  fc
    .record({ occurredOn: when, certainty: fc.constantFrom('confirmed', 'possible', 'refuted') })
    .map(({ occurredOn, certainty }) => lmDiagnosis('', occurredOn, { certainty })),
  fc
    .record({ occurredOn: when, presence: fc.constantFrom('present', 'absent') })
    .map(({ occurredOn, presence }) =>
      study('', occurredOn, 'neuraxis', {
        scorecard: [{ item: 'brain-leptomeningeal-enhancement', presence }],
      }),
    ),
);

const answers = ({ criteria, classifications, endpoints }: Derived) => ({
  criteria: criteria?.all.map(({ criterion, responses }) => [
    criterion,
    responses.map(({ value, day }) => [value, day]),
  ]),
  classifications: classifications.map(({ day, type, certainty, stated }) => [
    day,
    type,
    certainty,
    stated?.certainty,
  ]),
  endpoints: endpoints.map(({ paramcd, aval, cnsr }) => [paramcd, aval, cnsr]),
});

it('METASTASIS-R1-statements: the order in which facts were recorded changes nothing', () => {
  const courses = fc.array(withLm, { minLength: 1, maxLength: 8 }).chain((facts) => {
    const written = [dose, ...named(facts)];
    return fc.tuple(fc.constant(written), fc.shuffledSubarray(written, { minLength: written.length }));
  });
  fc.assert(
    fc.property(courses, ([written, shuffled]) =>
      expect(answers(derived(shuffled))).toEqual(answers(derived(written))),
    ),
    { numRuns: 200 },
  );
});

const ITEMS = [
  'brain-nodules',
  'brain-leptomeningeal-enhancement',
  'hydrocephalus',
  'spine-leptomeningeal-enhancement',
] as const;

it('EANO-5-from-facts: the items of one visit in one report or in several of that day say the same', () => {
  const cards = fc.tuple(...ITEMS.map(() => fc.constantFrom('present', 'absent', 'not-evaluable', null)));
  fc.assert(
    fc.property(cards, when, fc.boolean(), (presences, occurredOn, positive) => {
      const items = ITEMS.flatMap((item, at) => (presences[at] ? [{ item, presence: presences[at] }] : []));
      const csf = cytology('c', occurredOn, positive ? 'positive' : 'negative');
      const card = (id: string, scorecard: readonly object[]): Written =>
        study(id, occurredOn, 'neuraxis', { scorecard });
      const one = derived([dose, ...csf, card('m', items)]);
      const several = derived([dose, ...csf, ...items.map((item, at) => card(`m${at}`, [item]))]);
      const said = (found: Derived) => [
        found.classifications.map(({ day, type, certainty }) => [day, type, certainty]),
        found.criteria?.lm.responses.map(({ value, day }) => [value, day]),
      ];
      // Without any item there is one report that says nothing of LM, and none at all in the other course.
      fc.pre(items.length > 0);
      expect(said(several)).toEqual(said(one));
    }),
    { numRuns: 200 },
  );
});
