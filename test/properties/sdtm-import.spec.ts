import fc from 'fast-check';
import type { Fact } from '@leptotrace/clinical';
import { derive, findRuleset, installRulesets } from '@leptotrace/derivation';
import type { EndpointResult } from '@leptotrace/endpoints';
import { planImport, readSource, type PatientRows } from '@leptotrace/interchange';
import { canonicalJson } from '@leptotrace/kernel';
import type { Ruleset } from '@leptotrace/rules';
import { believedAt, viewOn } from '@leptotrace/timeline';
import { dayOf } from '../support/course';
import { logOf } from '../support/given';

const installed = installRulesets();
if (!installed.ok) throw new Error(JSON.stringify(installed.issues));
const preset = findRuleset(installed.rulesets, 'lm') as Ruleset;

type Cells = Readonly<Record<string, string>>;

// Few days, so that rows fall together; some say the time as well.
const day = fc
  .tuple(fc.integer({ min: 10, max: 16 }), fc.constantFrom('', '', 'T08:00', 'T10:30'))
  .map(([number, time]) => `2024-03-${number}${time}`);
const word = fc.constantFrom('', 'WORD', 'x', 'UNKNOWN', 'Ä', '左肺', '7', '<3', 'NE');
const lesion = fc.constantFrom('T01', 'T02', 'N 1');
const reader = fc.constantFrom('', 'INVESTIGATOR', 'INDEPENDENT ASSESSOR');

const row = (domain: string, cells: Readonly<Record<string, fc.Arbitrary<string>>>): fc.Arbitrary<Cells> =>
  fc.record({ DOMAIN: fc.constant(domain), ...cells });

/** Rows that may be understood, and rows that nobody can: codes, words and domains of every kind. */
const anyRow: fc.Arbitrary<Cells> = fc.oneof(
  row('TU', {
    TULNKID: lesion,
    TUTESTCD: fc.constantFrom('TUMIDENT', 'TUSPLIT', 'ODD'),
    TUSTRESC: fc.constantFrom('TARGET', 'NEW', 'NON-TARGET', 'ODD'),
    TULOC: fc.constantFrom('LIVER', 'BRAIN', 'LYMPH NODE', '左肺', ''),
    TUEVAL: reader,
    TUDTC: day,
  }),
  row('TR', {
    TRLNKID: fc.oneof(lesion, fc.constant('')),
    TRTESTCD: fc.constantFrom('LDIAM', 'LPERP', 'SAXIS', 'TUMSTATE', 'SUMDIAM', 'HEAT', ''),
    TRORRES: fc.oneof(word, fc.constantFrom('PRESENT', 'ABSENT', 'NOT EVALUABLE', '12')),
    TRSTRESN: fc.constantFrom('', '', '12', '30.05', '0'),
    TRSTRESU: fc.constant('mm'),
    TRSTAT: fc.constantFrom('', '', 'NOT DONE'),
    TREVAL: reader,
    TRDTC: fc.oneof(day, fc.constant('')),
  }),
  row('RS', {
    RSTESTCD: fc.constantFrom('OVRLRESP', 'TRGRESP', 'ODD'),
    RSCAT: fc.constantFrom('RECIST 1.1', 'LUGANO', ''),
    RSSTRESC: fc.oneof(word, fc.constantFrom('PD', 'SD')),
    RSDTC: fc.oneof(day, fc.constant('')),
  }),
  row('SS', {
    SSTESTCD: fc.constant('SURVSTAT'),
    SSSTRESC: fc.oneof(word, fc.constantFrom('DEAD', 'ALIVE')),
    SSDTC: day,
  }),
  row('DS', {
    DSDECOD: fc.oneof(word, fc.constantFrom('DEATH', 'COMPLETED', 'LOST TO FOLLOW-UP')),
    DSSTDTC: day,
  }),
  row('EX', {
    EXTRT: fc.constantFrom('OSIMERTINIB', 'LTX-42'),
    EXDOSE: fc.constantFrom('80', '160', '0'),
    EXDOSU: fc.constant('mg'),
    EXSTDTC: day,
  }),
  row('CM', {
    CMTRT: fc.constantFrom('DEXAMETHASONE', 'TEA', 'PEMETREXED'),
    CMCLAS: fc.constantFrom('', 'HERBS'),
    CMSTDTC: fc.oneof(day, fc.constant('')),
  }),
  row('PR', {
    PRTRT: fc.constantFrom('WBRT', 'BRAIN MRI', 'WALK', 'CRANIOTOMY'),
    PRSTDTC: fc.oneof(day, fc.constant('')),
  }),
  row('LB', {
    LBTESTCD: fc.constantFrom('PROT', 'CEA'),
    LBSPEC: fc.constantFrom('CSF', 'SERUM'),
    LBORRES: word,
    LBDTC: day,
  }),
  row('QS', { QSTESTCD: word, QSORRES: word }),
  row('XX', { XXTERM: word, XXSTDTC: day }),
);

const DM: Cells = { DOMAIN: 'DM', RFSTDTC: '2024-03-01' };

const quoted = (text: string): string => `"${text}"`;
const csvOf = (rows: readonly Cells[], sequence = (at: number): number => at + 1): string =>
  rows
    .map((cells, at) => {
      const all: Cells = {
        STUDYID: 'P',
        USUBJID: 'S1',
        ...cells,
        [`${cells['DOMAIN'] ?? ''}SEQ`]: `${sequence(at)}`,
      };
      return `${Object.keys(all).join(',')}\n${Object.values(all).map(quoted).join(',')}\n`;
    })
    .join('');

const read = (rows: readonly Cells[], sequence?: (at: number) => number): PatientRows => {
  const [patient] = readSource(csvOf([DM, ...rows], sequence), 'csv').patients;
  if (!patient) throw new Error('no patient');
  expect(patient.issues).toEqual([]);
  return patient;
};

const factsOf = ({ rows }: PatientRows): readonly Fact[] =>
  rows.flatMap(({ statements }) => statements.flatMap((each) => ('fact' in each ? [each.fact] : [])));

/** What is said, without the names that rows have in their file. */
const saidBy = (patient: PatientRows): readonly string[] =>
  factsOf(patient)
    .map((fact) => {
      const {
        printed: _printed,
        note: _note,
        fields: _fields,
        startId: _start,
        ...said
      } = fact as Fact & {
        readonly fields?: unknown;
        readonly startId?: string;
      };
      return canonicalJson(said);
    })
    .sort();

const isOther = ({ kind }: Fact): boolean => kind === 'OtherFactRecorded';

describe('rows of SDTM', () => {
  it('every row is read into a fact of its own kind, or named as not used', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { minLength: 1, maxLength: 15 }), (rows) => {
        const patient = read(rows);
        const printed = factsOf(patient).flatMap((fact) =>
          isOther(fact) ? [] : Object.values(fact.printed ?? {}),
        );
        const named = new Set((patient.unused ?? []).flatMap(({ rows: own }) => own));
        for (const [at, cells] of rows.entries()) {
          // Each row has a header of its own, and that of DM stands before all.
          const line = 2 * (at + 2);
          const sequence = `${cells['DOMAIN'] ?? ''}SEQ=${at + 2}`;
          expect([line, named.has(line) || printed.some((text) => text.includes(sequence))]).toEqual([
            line,
            true,
          ]);
        }
      }),
      { numRuns: 300 },
    );
  });

  it('can all be recorded, and the same file again adds nothing', () => {
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 12 }), (rows) => {
        const plan = planImport([], read(rows).rows);
        expect(plan.report.flatMap(({ issues }) => issues)).toEqual([]);
        expect(planImport(logOf(plan.statements), read(rows).rows).statements).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('say the same in any order and with any sequence numbers', () => {
    const shuffled = fc
      .array(anyRow, { maxLength: 12 })
      .chain((rows) =>
        fc.tuple(
          fc.constant(rows),
          fc.shuffledSubarray(rows, { minLength: rows.length, maxLength: rows.length }),
          fc.nat(40),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([rows, other, shift]) => {
        const there = read(other, (at) => 100 - at + shift);
        expect(saidBy(there)).toEqual(saidBy(read(rows)));
      }),
      { numRuns: 300 },
    );
  });

  it('of one study say its reader and its time, whichever row names them', () => {
    const tumour = {
      DOMAIN: 'TU',
      TULNKID: 'T1',
      TUTESTCD: 'TUMIDENT',
      TUSTRESC: 'TARGET',
      TULOC: 'LIVER',
      TUEVAL: 'INVESTIGATOR',
      TUDTC: '2024-03-17',
    };
    const result = {
      DOMAIN: 'TR',
      TRLNKID: 'T1',
      TRTESTCD: 'LDIAM',
      TRSTRESN: '12',
      TRSTRESU: 'mm',
      TRDTC: '2024-03-17T10:30',
    };
    for (const rows of [
      [tumour, result],
      [result, tumour],
    ])
      expect(saidBy(read(rows))).toContainEqual(
        expect.stringMatching(/"reader":"INVESTIGATOR".*"timeOfDay":"10:30"/),
      );
  });

  it('that nobody can read take nothing from what the others say, and are told as unread', () => {
    const unreadable = fc.constantFrom<readonly [Cells, string | null]>(
      [
        {
          DOMAIN: 'TR',
          TRLNKID: 'T09',
          TRTESTCD: 'LDIAM',
          TRSTRESN: '9',
          TRSTRESU: 'mm',
          TRDTC: '2024-03-11',
        },
        'ImagingStudyReported',
      ],
      [
        { DOMAIN: 'TR', TRLNKID: 'T01', TRTESTCD: 'VOLUME', TRORRES: '7', TRDTC: '2024-03-11' },
        'ImagingStudyReported',
      ],
      [{ DOMAIN: 'RS', RSTESTCD: 'SYMPTDTR', RSORRES: 'Y', RSDTC: '2024-03-11' }, 'ResponseStated'],
      [{ DOMAIN: 'SS', SSTESTCD: 'SURVSTAT', SSSTRESC: 'VERSTORBEN', SSDTC: '2024-03-29' }, 'DeathRecorded'],
      [{ DOMAIN: 'DM', DTHFL: 'Y' }, 'DeathRecorded'],
      [{ DOMAIN: 'CM', CMTRT: 'LTX-77', CMSTDTC: '2024-03-11' }, 'TherapyStarted'],
      [{ DOMAIN: 'GF', GFTESTCD: 'EGFR', GFORRES: 'C797S', GFDTC: '2024-03-11' }, 'MolecularReportIssued'],
      [
        { DOMAIN: 'LB', LBTESTCD: 'ODD', LBSPEC: 'CSF', LBORRES: 'positive', LBDTC: '2024-03-11' },
        'CsfChemistryReported',
      ],
      [{ DOMAIN: 'VS', VSTESTCD: 'PULSE', VSORRES: '70', VSDTC: '2024-03-11' }, null],
    );
    const withoutDeath = anyRow.filter(
      ({ DOMAIN, DSDECOD, SSSTRESC }) => DOMAIN !== 'TU' && DSDECOD !== 'DEATH' && SSSTRESC !== 'DEAD',
    );
    fc.assert(
      fc.property(fc.array(withoutDeath, { maxLength: 8 }), unreadable, (rows, [odd, wouldBe]) => {
        const before = factsOf(read(rows)).filter((fact) => !isOther(fact));
        const patient = read([...rows, odd]);
        expect(factsOf(patient).filter((fact) => !isOther(fact))).toEqual(before);
        const line = 2 * (rows.length + 2);
        expect((patient.unused ?? []).some((each) => each.rows.includes(line))).toBe(true);
        if (wouldBe === null) return;
        expect(factsOf(patient).map((fact) => ('unread' in fact ? fact.unread?.wouldBe : null))).toContain(
          wouldBe,
        );
      }),
      { numRuns: 200 },
    );
  });

  it('that nobody can read leave no endpoint exact that they could have changed, whatever the others say', () => {
    const endpointsOf = (rows: readonly Cells[]): ReadonlyMap<string, EndpointResult> => {
      const patient = believedAt(logOf(planImport([], read(rows).rows).statements));
      const question = { subjectId: 'p', origin: 'first-dose' } as const;
      const { endpoints } = derive(viewOn(patient, dayOf('2024-12-31')), preset, question);
      return new Map(endpoints.map((each) => [each.paramcd, each]));
    };
    const unreadable = fc.constantFrom<readonly [Cells, readonly string[]]>(
      [
        { DOMAIN: 'SS', SSTESTCD: 'SURVSTAT', SSSTRESC: 'VERSTORBEN', SSDTC: '2024-03-29' },
        ['OS', 'PFS', 'CNSPFS', 'NCNSPFS', 'BIPFS'],
      ],
      [
        {
          DOMAIN: 'RS',
          RSTESTCD: 'OVRLRESP',
          RSCAT: 'RECIST 1.1',
          RSSTRESC: 'SCHLECHTER',
          RSDTC: '2024-03-11',
        },
        ['PFS', 'NCNSPFS', 'BIPFS'],
      ],
    );
    const dose: Cells = {
      DOMAIN: 'EX',
      EXTRT: 'OSIMERTINIB',
      EXDOSE: '80',
      EXDOSU: 'mg',
      EXSTDTC: '2024-03-01',
    };
    fc.assert(
      fc.property(fc.array(anyRow, { maxLength: 8 }), unreadable, (rows, [odd, touched]) => {
        const found = endpointsOf([dose, ...rows, odd]);
        for (const paramcd of touched) {
          expect([paramcd, found.get(paramcd)?.flags.includes('UNREAD_EVIDENCE')]).toEqual([paramcd, true]);
          expect(['undetermined', 'contradicted']).toContain(found.get(paramcd)?.determinacy);
        }
      }),
      { numRuns: 100 },
    );
  });
});
