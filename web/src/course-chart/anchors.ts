import { parsePartialDate, type DayInterval, type EpochDay } from '@web/format/dates';
import type { FactAnswer, ReplayAnswer } from '@web/api/types';

/** An event that time can be counted from. */
export interface Anchor {
  /** What the URL holds: `primary`, `metastatic`, `lm`, `line.<lineId>`, `fact.<factId>`. */
  readonly id: string;
  readonly kind: 'primary' | 'metastatic' | 'lm' | 'line' | 'fact';
  /** Number of the line. */
  readonly line: number | null;
  readonly treatments: readonly string[];
  readonly day: EpochDay;
  /** Its day is known: else times from it are about. */
  readonly exact: boolean;
}

const intervalOf = ({ interval }: FactAnswer): DayInterval => ({
  from: parsePartialDate(interval.from)?.from ?? 0,
  to: parsePartialDate(interval.to)?.to ?? 0,
});

const middle = ({ from, to }: DayInterval): EpochDay => Math.floor((from + to) / 2);

const anchorAt = (id: string, kind: Anchor['kind'], interval: DayInterval): Anchor => ({
  id,
  kind,
  line: null,
  treatments: [],
  day: middle(interval),
  exact: interval.from === interval.to,
});

type Diagnosis = Extract<FactAnswer['fact'], { readonly kind: 'DiagnosisRecorded' }>;

const isMetastatic = ({ what, stage = '', tnm = '' }: Diagnosis): boolean =>
  what === 'brain-metastasis' || what === 'leptomeningeal-metastasis' || /^IV/i.test(stage) || /M1/.test(tnm);

const DIAGNOSES: Readonly<Record<'primary' | 'metastatic' | 'lm', (fact: Diagnosis) => boolean>> = {
  primary: ({ what }) => what === 'primary-nsclc',
  metastatic: isMetastatic,
  lm: ({ what, certainty }) => what === 'leptomeningeal-metastasis' && certainty !== 'refuted',
};

const diagnoses = (facts: readonly FactAnswer[]): readonly Anchor[] =>
  (['primary', 'metastatic', 'lm'] as const).flatMap((kind) => {
    const found = facts.find(({ fact }) => fact.kind === 'DiagnosisRecorded' && DIAGNOSES[kind](fact));
    return found ? [anchorAt(kind, kind, intervalOf(found))] : [];
  });

const lines = ({ status }: ReplayAnswer): readonly Anchor[] =>
  status.lines.map((line, index) => ({
    id: `line.${line.lineId}`,
    kind: 'line',
    line: index + 1,
    treatments: line.treatments,
    day: parsePartialDate(line.from)?.from ?? 0,
    exact: true,
  }));

/** Events of a course that the axis can be counted from, and the selected one. */
export const anchorsOf = (whole: ReplayAnswer, selected: string | null): readonly Anchor[] => {
  const { facts } = whole.timeline;
  const chosen = facts.find(({ factId }) => factId === selected);
  return [
    ...diagnoses(facts),
    ...lines(whole),
    ...(chosen ? [anchorAt(`fact.${chosen.factId}`, 'fact', intervalOf(chosen))] : []),
  ];
};

/** The anchor that a link names; one whose event is not there is none. */
export const findAnchor = (whole: ReplayAnswer, id: string | null): Anchor | null => {
  if (id === null) return null;
  const selected = id.startsWith('fact.') ? id.slice(5) : null;
  return anchorsOf(whole, selected).find((anchor) => anchor.id === id) ?? null;
};

/** Signed days from the anchor in weeks and months, rounded toward it. */
export const sinceAnchor = (
  day: EpochDay,
  anchor: EpochDay,
): { readonly days: number; readonly weeks: number; readonly months: number } => {
  const days = day - anchor;
  const months = Math.trunc(days / 30.4375);
  return { days, weeks: Math.trunc(days / 7) + 0, months: months + 0 };
};
