import { dayText, intervalOf, type EpochDay } from '@leptotrace/kernel';
import type { Fact, FactOf } from './facts';
import { measuresOf } from './measures';
import { inBaseUnit, isMass, unitsOf, type Dimension, type UnitText } from './vocabulary/units';

/** A value that is hardly meant, though the source may be right: accepted, and said. */
export interface Warning {
  readonly check: WarningCode;
  /** JSON pointer into the fact. */
  readonly path: string;
  readonly value: string;
  readonly usual: string;
  /** The slip that it looks like, where one does. */
  readonly slip?: string;
  readonly mend: string;
  /** Why whoever recorded it kept it as it is. */
  readonly accepted?: string;
}

export const WARNING_CODES = [
  'pressure-outside-usual',
  'length-outside-usual',
  'length-more-than-trebled',
  'dose-outside-usual',
  'radiation-dose-outside-usual',
  'fraction-below-detection-limit',
  'day-after-recording',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** What a fact alone does not tell. */
export interface AroundFact {
  /** Clinical day of the site on which it was recorded; `null`: not known, and nothing is said of it. */
  readonly recordedOn: EpochDay | null;
  readonly factOf: (factId: string) => Fact | null;
}

interface Range {
  readonly check: WarningCode;
  readonly dimension: Dimension;
  /** Both ends are usual; in the first unit of the dimension. */
  readonly from: number;
  readonly to: number;
  readonly applies: (fact: Fact, path: string) => boolean;
  readonly provenance: 'specification' | 'choice';
}

const isSlice = (path: string): boolean => path.endsWith('/sliceThickness');
const isWholeBrain = (fact: Fact): boolean =>
  fact.kind === 'RadiotherapyDelivered' && (fact.technique === 'wbrt' || fact.technique === 'ha-wbrt');

/** Usual values (real courses 6). A length of 0 mm is how trials write that a lesion is gone. */
const USUAL_RANGES: readonly Range[] = [
  {
    check: 'pressure-outside-usual',
    dimension: 'pressure',
    from: 2,
    to: 80,
    applies: () => true,
    provenance: 'specification',
  },
  {
    check: 'length-outside-usual',
    dimension: 'length',
    from: 1,
    to: 300,
    applies: (_fact, path) => !isSlice(path),
    provenance: 'specification',
  },
  {
    check: 'length-outside-usual',
    dimension: 'length',
    from: 0.3,
    to: 20,
    applies: (_fact, path) => isSlice(path),
    provenance: 'choice',
  },
  {
    check: 'radiation-dose-outside-usual',
    dimension: 'radiation-dose',
    from: 8,
    to: 60,
    applies: (fact, path) => isWholeBrain(fact) && path === '/dose',
    provenance: 'specification',
  },
  {
    check: 'radiation-dose-outside-usual',
    dimension: 'radiation-dose',
    from: 0,
    to: 80,
    applies: (fact, path) => !isWholeBrain(fact) || path !== '/dose',
    provenance: 'specification',
  },
];

/** Usual single doses of an agent in mg (real courses 6); agents that are not here are not judged. */
const USUAL_DOSES: readonly {
  readonly agent: FactOf<'TherapyStarted'>['agent'];
  readonly routes: readonly string[] | null;
  readonly from: number;
  readonly to: number;
}[] = [
  { agent: 'osimertinib', routes: null, from: 20, to: 320 },
  { agent: 'methotrexate', routes: ['intrathecal', 'intraventricular'], from: 5, to: 20 },
];

const DIMENSIONS: readonly Dimension[] = ['pressure', 'length', 'radiation-dose'];
const MEASURES = new Map(DIMENSIONS.map((dimension) => [dimension, measuresOf(dimension)]));

interface Quantity {
  readonly value: number;
  readonly unit: UnitText;
}

const said = ({ value, unit }: Quantity): string => `${value} ${unit}`;

/** The unit of the dimension in which the same number would be usual: what was probably meant. */
const slipOf = (
  { value, unit }: Quantity,
  { dimension, from, to }: Pick<Range, 'dimension' | 'from' | 'to'>,
) => {
  const usual = unitsOf(dimension).find((other) => {
    const base = inBaseUnit(value, other);
    return other !== unit && base >= from && base <= to;
  });
  return usual === undefined ? {} : { slip: `${usual} may be meant: ${value} ${usual} is usual` };
};

const rangeWarnings = (fact: Fact): readonly Warning[] =>
  USUAL_RANGES.flatMap((range) =>
    (MEASURES.get(range.dimension)?.(fact) ?? []).flatMap(({ path, quantity }): readonly Warning[] => {
      const base = inBaseUnit(quantity.value, quantity.unit);
      if (!range.applies(fact, path) || (base >= range.from && base <= range.to)) return [];
      if (range.dimension === 'length' && base === 0) return [];
      return [
        {
          check: range.check,
          path: `${path}/value`,
          value: said(quantity),
          usual: `${range.from} to ${range.to} ${unitsOf(range.dimension)[0] ?? ''}`,
          ...slipOf(quantity, range),
          mend: 'Compare value and unit with the source.',
        },
      ];
    }),
  );

type Dosed = FactOf<'TherapyStarted'> | FactOf<'TherapyPlanned'>;

/** Agent and route of a dose: its own, or those of the start that it changes. */
const startOf = (fact: Fact, { factOf }: AroundFact): Dosed | null => {
  if (fact.kind === 'TherapyStarted' || fact.kind === 'TherapyPlanned') return fact;
  const start = 'startId' in fact ? factOf(fact.startId) : null;
  return start?.kind === 'TherapyStarted' ? start : null;
};

const doseWarnings = (fact: Fact, around: AroundFact): readonly Warning[] => {
  const dose = 'dose' in fact && fact.kind !== 'RadiotherapyDelivered' ? fact.dose : undefined;
  const start = startOf(fact, around);
  if (!dose || !start || !isMass(dose.unit)) return [];
  const route = 'route' in fact && fact.route !== undefined ? fact.route : start.route;
  const mg = inBaseUnit(dose.value, dose.unit);
  return USUAL_DOSES.filter(
    ({ agent, routes, from, to }) =>
      agent === start.agent && (routes === null || routes.includes(route ?? '')) && (mg < from || mg > to),
  ).map(({ agent, from, to }) => ({
    check: 'dose-outside-usual',
    path: '/dose/value',
    value: `${agent} ${said(dose)}`,
    usual: `${from} to ${to} mg`,
    ...slipOf(dose, { dimension: 'dose', from, to }),
    mend: 'Compare value and unit with the source.',
  }));
};

const fractionWarnings = (fact: Fact): readonly Warning[] => {
  const lod = fact.kind === 'MolecularReportIssued' ? fact.lodVaf : undefined;
  if (fact.kind !== 'MolecularReportIssued' || !lod) return [];
  return fact.calls.flatMap(({ vaf, status }, index): readonly Warning[] => {
    if (!vaf || vaf.bound !== undefined || status !== 'detected') return [];
    if (inBaseUnit(vaf.value, vaf.unit) >= inBaseUnit(lod.value, lod.unit)) return [];
    return [
      {
        check: 'fraction-below-detection-limit',
        path: `/calls/${index}/vaf/value`,
        value: said(vaf),
        usual: `from the assay's limit of detection, ${said(lod)}`,
        ...(vaf.unit === '%' && vaf.value <= 1
          ? {
              slip: `a fraction sent as a percentage: ${Number((vaf.value * 100).toPrecision(6))} % may be meant`,
            }
          : {}),
        mend: 'Compare fraction, unit and limit with the report.',
      },
    ];
  });
};

const mayLieAhead = ({ kind }: Fact): boolean => kind === 'TherapyPlanned';

const dateWarnings = (fact: Fact, { recordedOn }: AroundFact): readonly Warning[] => {
  if (fact.occurredOn === undefined) return [];
  const { from, to } = intervalOf(fact.occurredOn);
  const warning = (check: WarningCode, usual: string): Warning => ({
    check,
    path: '/occurredOn',
    value: from === to ? dayText(from) : `${dayText(from)} to ${dayText(to)}`,
    usual,
    slip: 'another year may be meant',
    mend: 'Compare the date with the source.',
  });
  return recordedOn !== null && from > recordedOn && !mayLieAhead(fact)
    ? [warning('day-after-recording', `not after the day of recording, ${dayText(recordedOn)}`)]
    : [];
};

/** The same warnings, each with the reason for which it was accepted, where there is one. */
export const withReasons = (fact: Fact, warnings: readonly Warning[]): readonly Warning[] => {
  const reasons = new Map((fact.acceptedWarnings ?? []).map(({ check, reason }) => [check, reason]));
  return warnings.map((warning) => {
    const reason = reasons.get(warning.check);
    return reason === undefined ? warning : { ...warning, accepted: reason };
  });
};

/** What is hardly meant in one fact. Pure: history is warned of as new facts are. */
export const warningsOf = (fact: Fact, around: AroundFact): readonly Warning[] =>
  withReasons(fact, [
    ...rangeWarnings(fact),
    ...doseWarnings(fact, around),
    ...fractionWarnings(fact),
    ...dateWarnings(fact, around),
  ]);
