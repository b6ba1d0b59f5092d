import { parsePartialDate, type DayInterval, type EpochDay } from '@web/format/dates';
import type {
  CompartmentAnswer,
  CriterionAnswer,
  EndpointAnswer,
  ReplayAnswer,
  TimePointAnswer,
} from '@web/api/types';
import type { LaneId } from './marks';

/** One response of a criterion, from its assessment until the next. */
export interface Band {
  readonly key: string;
  /** Id of the time point. */
  readonly id: string;
  readonly value: string;
  readonly from: EpochDay;
  /** First day of the next response; `null`: it still stands. */
  readonly until: EpochDay | null;
  /** Every day that its date may mean. */
  readonly dates: DayInterval;
  readonly provisional: boolean;
  readonly point: TimePointAnswer;
}

export interface BandRow {
  readonly key: string;
  readonly criterion: string;
  readonly drives: boolean;
  readonly experimental: boolean;
  readonly since: string | null;
  readonly baseline: EpochDay | null;
  readonly bands: readonly Band[];
}

/** Progression-free survival under the bands: from its start to its event, or to where it is censored. */
export interface Clock {
  readonly key: string;
  readonly endpoint: EndpointAnswer;
  readonly from: EpochDay;
  readonly to: EpochDay;
  readonly dates: DayInterval;
  readonly isEvent: boolean;
}

const dayOf = (text: string): EpochDay => parsePartialDate(text)?.from ?? 0;

const intervalOf = ({ from, to }: { readonly from: string; readonly to: string }): DayInterval => ({
  from: dayOf(from),
  to: dayOf(to),
});

const startOfRun = (points: readonly TimePointAnswer[]): number => {
  let start = points.length - 1;
  while (start > 0 && points[start - 1]?.value === points[start]?.value) start -= 1;
  return start;
};

/** The service calls the latest value provisional: it is so for the run of equal values that it ends. */
const bandsOf = ({ criterion, timePoints: all, confirmation }: CriterionAnswer): readonly Band[] => {
  // Before the criterion applies there is nothing to draw.
  const timePoints = all.filter(({ value }) => value !== 'not-applicable');
  const provisionalFrom = confirmation === 'provisional' ? startOfRun(timePoints) : Infinity;
  return timePoints.map((point, index) => {
    const next = timePoints[index + 1];
    return {
      key: `${criterion}/${point.timePointId}/${point.digest}/${next?.date ?? ''}/${index >= provisionalFrom}`,
      id: point.timePointId,
      value: point.value,
      from: dayOf(point.date),
      until: next ? dayOf(next.date) : null,
      dates: intervalOf(point.dates),
      provisional: index >= provisionalFrom,
      point,
    };
  });
};

const bandRow = (compartment: string, criterion: CriterionAnswer): BandRow => ({
  key: `${compartment}/${criterion.criterion}`,
  criterion: criterion.criterion,
  drives: criterion.drives,
  experimental: criterion.experimental,
  since: criterion.since,
  baseline: criterion.baseline.date === null ? null : dayOf(criterion.baseline.date),
  bands: bandsOf(criterion),
});

/** Rows of a compartment: criteria that drive its endpoints first, then the further ones. */
export const bandRows = ({ compartment, criteria }: CompartmentAnswer): readonly BandRow[] =>
  [...criteria]
    .sort((a, b) => Number(b.drives) - Number(a.drives))
    .map((criterion) => bandRow(compartment, criterion));

const CLOCKS: Readonly<Partial<Record<LaneId, readonly string[]>>> = {
  cns: ['CNSPFS'],
  'non-cns': ['NCNSPFS'],
  combined: ['BIPFS', 'PFS', 'OS'],
};

const clockOf = (endpoint: EndpointAnswer): readonly Clock[] => {
  const { paramcd, startdt, adt, adtRange, cnsr, digest } = endpoint;
  if (startdt === null || adt === null) return [];
  return [
    {
      key: `${paramcd}/${digest}`,
      endpoint,
      from: dayOf(startdt),
      to: dayOf(adt),
      dates: intervalOf(adtRange ?? { from: adt, to: adt }),
      isEvent: cnsr === 0,
    },
  ];
};

/** The clocks that run under a group of bands. */
export const clocksOf = ({ endpoints }: ReplayAnswer, lane: LaneId): readonly Clock[] =>
  (CLOCKS[lane] ?? []).flatMap((paramcd) =>
    endpoints.endpoints.filter((endpoint) => endpoint.paramcd === paramcd).flatMap(clockOf),
  );

/** Days on which a driving criterion says progression: marks of the overview. */
export const progressionDays = ({ status }: ReplayAnswer): readonly EpochDay[] => [
  ...new Set(
    status.compartments
      .flatMap(({ criteria }) => criteria.filter(({ drives }) => drives))
      .flatMap(({ timePoints }) => timePoints.filter(({ value }) => value === 'PD'))
      .map(({ date }) => dayOf(date)),
  ),
];
