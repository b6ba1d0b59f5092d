import { type Compartment } from '@leptotrace/clinical';
import { type Response } from '@leptotrace/criteria';
import { type EpochDay } from '@leptotrace/kernel';
import { DEFAULTS } from '@leptotrace/rules';
import { deriveEndpoints } from './endpoints';
import {
  type Assessment,
  type CompartmentEvidence,
  type Dated,
  type EndpointResult,
  type Mode,
  type NewTherapy,
  type Paramcd,
  type Progression,
  type SubjectCourse,
} from './model';

/** Builders of courses for the specs. Days are counted from the first dose on day 0. */

/** A day, or a day with the first and last day that it may mean. */
export type When = EpochDay | readonly [from: EpochDay, day: EpochDay, to: EpochDay];

export const dated = (when: When, factId: string): Dated => {
  const [from, day, to] = typeof when === 'number' ? [when, when, when] : when;
  return { day, dates: { from, to }, factIds: [factId] };
};

const INADEQUATE: readonly Response[] = ['NE', 'UNKNOWN', 'SUSPECTED_PD', 'not-applicable'];

export const seen = (when: When, value: Response = 'SD', name = 'x'): Assessment => {
  const at = dated(when, `scan-${name}-${String(when)}`);
  return {
    ...at,
    timePointId: `tp-${name}-${at.day}`,
    criterion: 'STATED',
    value,
    adequate: !INADEQUATE.includes(value),
    why: { rule: 'TEST-0-value', value, facts: at.factIds },
  };
};

interface Looks {
  readonly required?: boolean;
  readonly baseline?: boolean;
  /** Days of adequate stable assessments. */
  readonly stable?: readonly When[];
  readonly other?: readonly Assessment[];
  readonly pd?: readonly When[];
}

/** Evidence of a compartment; each progression comes with its assessment. */
export const evidence = (name: string, looks: Looks): CompartmentEvidence => {
  const { required = true, baseline = true, stable = [], other = [], pd = [] } = looks;
  const progressed = pd.map((when) => seen(when, 'PD', name));
  return {
    required,
    baselineAdequate: baseline,
    assessments: [...stable.map((when) => seen(when, 'SD', name)), ...other, ...progressed].sort(
      (a, b) => a.day - b.day,
    ),
    progressions: progressed.map((each): Progression => each),
  };
};

export const therapy = (when: When, compartment: Compartment | null = null, name = 'drug'): NewTherapy => ({
  ...dated(when, `therapy-${name}-${String(when)}`),
  name,
  compartment,
});

interface Told {
  readonly origin?: When | null;
  readonly cns?: Looks;
  readonly nonCns?: Looks;
  readonly undeclared?: readonly Progression[];
  readonly therapies?: readonly NewTherapy[];
  readonly death?: When;
  readonly alive?: When;
  readonly stopped?: readonly [EpochDay, 'toxicity' | 'progression' | 'other'];
  readonly withdrawn?: EpochDay;
  readonly cutoff?: EpochDay;
}

export const course = (told: Told): SubjectCourse => {
  const { origin = 0, cns = {}, nonCns = {}, therapies = [], cutoff = 2000 } = told;
  const optional = (when: When | undefined, name: string): Dated | null =>
    when === undefined ? null : dated(when, name);
  const death = optional(told.death, 'death');
  return {
    subjectId: 'patient',
    origin: origin === null ? null : { ...dated(origin, 'dose'), what: 'first-dose' },
    compartments: { cns: evidence('cns', cns), 'non-cns': evidence('ncns', nonCns) },
    undeclared: told.undeclared ?? [],
    newTherapies: therapies,
    death: death && { ...death, unresolved: false },
    lastKnownAlive: optional(told.alive, 'contact'),
    stopped: told.stopped ? { ...dated(told.stopped[0], 'stop'), reason: told.stopped[1] } : null,
    withdrawn: optional(told.withdrawn, 'withdrawal'),
    cutoff,
    undetermined: [],
    unplaced: [],
  };
};

export type Settings = Partial<typeof DEFAULTS>;

export const pick = (results: readonly EndpointResult[], paramcd: Paramcd): EndpointResult =>
  results.find((each) => each.paramcd === paramcd) as EndpointResult;

export const endpoint = (
  subject: SubjectCourse,
  paramcd: Paramcd,
  mode: Mode = 'FDA',
  settings: Settings = {},
): EndpointResult => pick(deriveEndpoints(subject, { ...DEFAULTS, ...settings }, mode), paramcd);

/** Row, day and code in one line: what the table of 8.2 says. */
export const told = ({ why, adt, cnsr }: EndpointResult): readonly [string, number | null, number | null] => [
  why.rule,
  adt,
  cnsr,
];
