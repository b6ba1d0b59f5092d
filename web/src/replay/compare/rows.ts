import type { ComparisonAnswer, CriterionAnswer, EndpointAnswer, Fact, ReplayAnswer } from '@web/api/types';
import { GENOMIC_COMPARTMENTS, type GenomicCompartment } from '../strip/driver.model';

/** What a row of the comparison is about. */
export type Subject =
  | { readonly is: 'compartment'; readonly compartment: string }
  | { readonly is: 'criterion'; readonly compartment: string; readonly criterion: string }
  | { readonly is: 'endpoint'; readonly paramcd: string }
  | {
      readonly is: 'alteration';
      readonly gene: string;
      readonly alteration: string;
      readonly where: GenomicCompartment;
    }
  | { readonly is: 'drug'; readonly agent: string; readonly name: string }
  | { readonly is: 'fact'; readonly fact: Fact; readonly changes: readonly string[] };

/** What one side says of it; `null` when it says nothing. */
export type Side =
  | { readonly is: 'progression'; readonly value: string; readonly since: string | null }
  | {
      readonly is: 'response';
      readonly value: string;
      readonly date: string | null;
      readonly provisional: boolean;
    }
  | {
      readonly is: 'days';
      readonly aval: number | null;
      readonly cnsr: number | null;
      readonly determinacy: string;
    }
  | { readonly is: 'call'; readonly state: string; readonly vafPct: number | null }
  | {
      readonly is: 'drug';
      readonly status: string;
      readonly dose: { readonly value: number; readonly unit: string } | null | undefined;
    }
  | { readonly is: 'fact'; readonly fact: Fact };

export interface Row {
  readonly key: string;
  readonly subject: Subject;
  readonly a: Side | null;
  readonly b: Side | null;
  readonly change: 'new' | 'gone' | 'changed';
  /** Facts that it rests on, those of B first. */
  readonly facts: readonly string[];
}

interface Said {
  readonly subject: Subject;
  readonly side: Side;
  readonly facts: readonly string[];
}

type Sayings = ReadonlyMap<string, Said>;

const responseOf = ({ value, date, confirmation }: CriterionAnswer): Side => ({
  is: 'response',
  value,
  date,
  provisional: confirmation === 'provisional',
});

const compartments = ({ status }: ReplayAnswer): readonly [string, Said][] =>
  status.compartments.flatMap(({ compartment, progression, since, criteria }) => {
    const shown = criteria.filter(({ drives, criterion }) => drives || criterion === 'STATED');
    const first = criteria.find(({ drives }) => drives)?.timePoints.find(({ date }) => date === since);
    return [
      [
        compartment,
        {
          subject: { is: 'compartment', compartment },
          side: { is: 'progression', value: progression, since },
          facts: first?.facts ?? [],
        },
      ],
      ...shown.map((each): [string, Said] => [
        `${compartment} ${each.criterion}`,
        {
          subject: { is: 'criterion', compartment, criterion: each.criterion },
          side: responseOf(each),
          facts: each.timePoints.at(-1)?.facts ?? [],
        },
      ]),
    ];
  });

const daysOf = ({ aval, cnsr, determinacy }: EndpointAnswer): Side => ({
  is: 'days',
  aval,
  cnsr,
  determinacy,
});

const clocks = ({ endpoints }: ReplayAnswer): readonly [string, Said][] =>
  endpoints.endpoints.map((each) => [
    each.paramcd,
    { subject: { is: 'endpoint', paramcd: each.paramcd }, side: daysOf(each), facts: each.facts },
  ]);

const calls = ({ resistance }: ReplayAnswer): readonly [string, Said][] =>
  resistance.alterations.flatMap(({ key, gene, alteration, compartments: states, standings }) =>
    GENOMIC_COMPARTMENTS.filter((where) => states[where] !== 'NOT_TESTED').map((where): [string, Said] => {
      const standing = standings.find((each) => each.where === where);
      return [
        `${key} ${where}`,
        {
          subject: { is: 'alteration', gene, alteration, where },
          side: { is: 'call', state: states[where], vafPct: standing?.vafPct ?? null },
          facts: standing?.facts ?? [],
        },
      ];
    }),
  );

const drugs = ({ status }: ReplayAnswer): readonly [string, Said][] =>
  (['running', 'held', 'mayHaveEnded', 'stopped'] as const)
    .flatMap((group) => status.therapy[group])
    .map((each) => [
      each.startId,
      {
        subject: { is: 'drug', agent: each.agent, name: each.name },
        side: { is: 'drug', status: each.status, dose: each.dose },
        facts: [each.startId],
      },
    ]);

const PARTS = [compartments, clocks, calls, drugs];

const same = (a: Side, b: Side): boolean => JSON.stringify(a) === JSON.stringify(b);

const changeOf = (before: unknown, after: unknown): Row['change'] => {
  if (!before) return 'new';
  return after ? 'changed' : 'gone';
};

const factsOf = (a: Said | undefined, b: Said | undefined): readonly string[] => [
  ...new Set([b, a].flatMap((said) => said?.facts ?? [])),
];

const rowOf = (key: string, a: Said | undefined, b: Said | undefined): readonly Row[] => {
  const said = b ?? a;
  if (!said || (a && b && same(a.side, b.side))) return [];
  const sides = { a: a ? a.side : null, b: b ? b.side : null };
  return [{ key, subject: said.subject, ...sides, change: changeOf(a, b), facts: factsOf(a, b) }];
};

const rowsOfPart = (a: Sayings, b: Sayings): readonly Row[] =>
  [...new Set([...a.keys(), ...b.keys()])].flatMap((key) => rowOf(key, a.get(key), b.get(key)));

const factRow = ({ factId, changes, before, after }: ComparisonAnswer['facts'][number]): readonly Row[] => {
  const fact = after ?? before;
  if (!fact) return [];
  return [
    {
      key: `fact ${factId}`,
      subject: { is: 'fact', fact, changes },
      a: before && { is: 'fact', fact: before },
      b: after && { is: 'fact', fact: after },
      change: changeOf(before, after),
      facts: [factId],
    },
  ];
};

/** What differs between two looks: derived values first, then the facts behind them. */
export const compareRows = (
  a: ReplayAnswer,
  b: ReplayAnswer,
  comparison: ComparisonAnswer | undefined,
): readonly Row[] => [
  ...PARTS.flatMap((part) => rowsOfPart(new Map(part(a)), new Map(part(b)))),
  ...(comparison ? comparison.facts.flatMap(factRow) : []),
];
