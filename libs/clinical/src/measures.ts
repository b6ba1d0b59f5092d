import type { TSchema } from '@sinclair/typebox';
import type { Issue } from '@leptotrace/kernel';
import { FACT_KIND_NAMES, factSchemaOf, type Fact, type FactKind, type FactOf } from './facts';
import { heldAt } from './references';
import { inBaseUnit, isUnitOf, unitsOf, type Dimension, type UnitText } from './vocabulary/units';

/**
 * What a measured value cannot be, whatever the source says: a unit of another kind than the analyte,
 * a fraction above the whole, a volume that no such specimen has. Checked where facts are recorded,
 * not where they are read: what stands in a log already is shown, and named.
 */
interface Quantity {
  readonly value: number;
  readonly unit: UnitText;
}

interface Measure {
  readonly path: string;
  readonly quantity: Quantity;
}

/** Where a kind of fact holds quantities of one dimension, by the marks of its schema. */
const placesOf = (
  schema: TSchema,
  dimension: Dimension,
  steps: readonly string[] = [],
): readonly (readonly string[])[] => {
  const dimensions = schema['x-dimensions'] as readonly Dimension[] | undefined;
  if (dimensions) return dimensions.includes(dimension) ? [steps] : [];
  if (schema['type'] === 'array') return placesOf(schema['items'] as TSchema, dimension, [...steps, '*']);
  const members = (schema['properties'] ?? {}) as Readonly<Record<string, TSchema>>;
  return Object.entries(members).flatMap(([name, member]) => placesOf(member, dimension, [...steps, name]));
};

/** Every quantity of a dimension that facts hold, wherever it stands. */
export const measuresOf = (dimension: Dimension): ((fact: Fact) => readonly Measure[]) => {
  const places = new Map<FactKind, readonly (readonly string[])[]>(
    FACT_KIND_NAMES.map((kind) => [kind, placesOf(factSchemaOf(kind), dimension)]),
  );
  return (fact) =>
    (places.get(fact.kind) ?? [])
      .flatMap((steps) => heldAt<Quantity>(fact, steps))
      .map(({ path, held }) => ({ path, quantity: held }))
      .filter(({ quantity }) => isUnitOf(quantity.unit, dimension));
};

const fractions = measuresOf('fraction');
const volumes = measuresOf('volume');

const WHOLE_PERCENT = 100;

const fractionIssues = (fact: Fact): readonly Issue[] =>
  fractions(fact)
    .filter(({ quantity }) => inBaseUnit(quantity.value, quantity.unit) > WHOLE_PERCENT)
    .map(({ path, quantity: { value, unit } }) => ({
      path: `${path}/value`,
      message: `${value} ${unit} is more than the whole`,
      mend: 'Send a fraction from 0 to 100 %.',
    }));

type Fluid = FactOf<'SpecimenCollected'>['specimen'];

/** Millilitres that no specimen of the kind exceeds: all the fluid that a body has, generously. */
const MOST_ML: Readonly<Record<Fluid, number>> = {
  csf: 500,
  plasma: 1000,
  serum: 1000,
  tissue: 1000,
  pleural: 10_000,
};

const volumeIssues = (fact: Fact): readonly Issue[] => {
  const most = MOST_ML[fact.kind === 'SpecimenCollected' ? fact.specimen : 'csf'];
  return volumes(fact)
    .filter(({ quantity }) => inBaseUnit(quantity.value, quantity.unit) > most)
    .map(({ path, quantity: { value, unit } }) => ({
      path: `${path}/unit`,
      message: `${value} ${unit} is no volume of such a specimen`,
      mend: `Send at most ${most} mL; "mL" may be meant.`,
    }));
};

const CELLS = ['cell-concentration'] as const;
const MASS = ['mass-concentration'] as const;
const ACTIVITY = ['activity-concentration'] as const;
const MASS_OR_SUBSTANCE = ['mass-concentration', 'substance-concentration'] as const;

type Kinds = readonly Dimension[];
type Chemistry = FactOf<'CsfChemistryReported'>['analytes'][number]['analyte'];
type Marker = FactOf<'TumorMarkerReported'>['analyte'];

/** What is measured of each analyte; a unit of another kind is the sign of shifted columns. */
export const CHEMISTRY_KINDS: Readonly<Record<Chemistry, Kinds>> = {
  'white-cells': CELLS,
  'red-cells': CELLS,
  protein: MASS,
  albumin: MASS,
  glucose: MASS_OR_SUBSTANCE,
  lactate: MASS_OR_SUBSTANCE,
  chloride: MASS_OR_SUBSTANCE,
};

/** A marker that the vocabulary does not have may be measured either way. */
export const MARKER_KINDS: Readonly<Record<Marker, Kinds>> = {
  CEA: MASS,
  CEACAM6: MASS,
  'CYFRA21-1': MASS,
  NSE: MASS,
  ProGRP: MASS,
  SCC: MASS,
  CA125: ACTIVITY,
  'CA15-3': ACTIVITY,
  'CA19-9': ACTIVITY,
  other: ['mass-concentration', 'activity-concentration'],
};

const kindIssue = (what: string, { path, quantity }: Measure, kinds: Kinds): readonly Issue[] =>
  isUnitOf(quantity.unit, ...kinds)
    ? []
    : [
        {
          path: `${path}/unit`,
          message: `${what} is not measured in ${quantity.unit}`,
          mend: `Use one of ${unitsOf(...kinds)
            .map((code) => `"${code}"`)
            .join(', ')}.`,
        },
      ];

const chemistryIssues = ({ analytes }: FactOf<'CsfChemistryReported'>): readonly Issue[] =>
  analytes.flatMap(({ analyte, result }, index) =>
    kindIssue(analyte, { path: `/analytes/${index}/result`, quantity: result }, CHEMISTRY_KINDS[analyte]),
  );

const markerIssues = (fact: FactOf<'TumorMarkerReported'>): readonly Issue[] => {
  const { analyte, analyteName, result, upperLimitOfNormal: limit } = fact;
  const kinds = MARKER_KINDS[analyte];
  const own = kinds.filter((kind) => isUnitOf(result.unit, kind));
  const what = `the upper limit of ${analyteName ?? analyte}`;
  return [
    ...kindIssue(analyteName ?? analyte, { path: '/result', quantity: result }, kinds),
    ...(limit
      ? kindIssue(what, { path: '/upperLimitOfNormal', quantity: limit }, own.length > 0 ? own : kinds)
      : []),
  ];
};

/** Measured values of a fact that cannot be; every path is relative to the fact. */
export const measureIssues = (fact: Fact): readonly Issue[] => [
  ...fractionIssues(fact),
  ...volumeIssues(fact),
  ...(fact.kind === 'CsfChemistryReported' ? chemistryIssues(fact) : []),
  ...(fact.kind === 'TumorMarkerReported' ? markerIssues(fact) : []),
];
