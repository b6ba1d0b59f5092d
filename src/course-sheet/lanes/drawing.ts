import type { CourseAnswers } from '../answers';
import { momentOf } from '../say/since-diagnosis';
import type { Bar, Drawing, Lane, Mark, Span } from '../sheet.model';
import type { Texts } from '../texts';
import { cytologyMarks, dnaMarks, imagingMarks } from './evidence';
import { responseGlyph, responseMarks } from './responses';
import { clipped, occurredSpan } from './span';
import { radiotherapyBars, therapyBars } from './therapy';
import { dayText } from '@leptotrace/kernel';

const lanesOf = (texts: Texts, { status, timeline }: CourseAnswers): readonly Lane[] => {
  const { lanes } = texts.drawing;
  const { facts } = timeline;
  const { therapy } = status;
  const marked = (title: string, marks: readonly Mark[]): Lane => ({ title, marks, bars: [] });
  const barred = (title: string, bars: readonly Bar[]): Lane => ({ title, marks: [], bars });
  const tissue = dnaMarks(texts, facts, 'tissue');
  const radiotherapy = radiotherapyBars(texts, facts);
  return [
    marked(lanes.cnsResponse, responseMarks(texts, { status, facts }, 'cns')),
    marked(lanes.nonCnsResponse, responseMarks(texts, { status, facts }, 'non-cns')),
    barred(lanes.systemic, therapyBars(texts, therapy, false)),
    barred(lanes.cnsTherapy, therapyBars(texts, therapy, true)),
    ...(radiotherapy.length > 0 ? [barred(lanes.radiotherapy, radiotherapy)] : []),
    marked(lanes.cnsImaging, imagingMarks(texts, facts, 'cns')),
    marked(lanes.cytology, cytologyMarks(texts, facts)),
    marked(lanes.dnaCsf, dnaMarks(texts, facts, 'csf')),
    marked(lanes.dnaPlasma, dnaMarks(texts, facts, 'plasma')),
    ...(tissue.length > 0 ? [marked(lanes.dnaTissue, tissue)] : []),
    marked(lanes.bodyImaging, imagingMarks(texts, facts, 'body')),
  ];
};

/** Nothing lies right of the day that is looked at. */
const cutAt = (lane: Lane, end: number): Lane => ({
  ...lane,
  marks: lane.marks.map((mark) => ({ ...mark, span: clipped(mark.span, end) })),
  bars: lane.bars.map((bar) => ({
    ...bar,
    start: clipped(bar.start, end),
    end: bar.end && clipped(bar.end, end),
  })),
});

const firstDay = (lanes: readonly Lane[], lm: Span | null, end: number): number =>
  Math.min(
    end - 1,
    ...lanes.flatMap(({ marks, bars }) => [
      ...marks.map(({ span }) => span.from),
      ...bars.map(({ start }) => start.from),
    ]),
    ...(lm ? [lm.from] : []),
  );

const altOf = (texts: Texts, lanes: readonly Lane[], range: Span): string => {
  const { drawing } = texts;
  const saidIn = ({ marks, bars }: Lane): string =>
    [...bars, ...marks].map(({ says }) => says).join(texts.semicolon) || drawing.nothing;
  return [
    drawing.alt(dayText(range.from), dayText(range.to)),
    ...lanes.map((lane) => drawing.altLane(lane.title, saidIn(lane))),
  ].join(' ');
};

const legendOf = ({ drawing: { legend } }: Texts): Drawing['legend'] => [
  { mark: { ...responseGlyph('PD', true), says: legend.derived } },
  { mark: { ...responseGlyph('PD', false), says: legend.stated } },
  { mark: { shape: 'diamond', filled: false, letter: 'M', tone: 'unknown', says: legend.imaging } },
  { mark: { shape: 'drop', filled: true, letter: '+', tone: 'bad', says: legend.detected } },
  { mark: { shape: 'drop', filled: false, letter: '–', tone: 'good', says: legend.notDetected } },
];

/** The course as a picture of lanes, from the answers that the screen is drawn from. */
export const drawingOf = (texts: Texts, answers: CourseAnswers): Drawing => {
  const { timeline } = answers;
  const end = momentOf(timeline.on).to;
  const lm = occurredSpan(timeline.state.lm.since);
  const lanes = lanesOf(texts, answers).map((lane) => cutAt(lane, end));
  const range = { from: firstDay(lanes, lm, end), to: end };
  const { drawing } = texts;
  return {
    title: drawing.title,
    alt: altOf(texts, lanes, range),
    range,
    lanes,
    lm: lm && clipped(lm, end),
    lmLabel: drawing.lm,
    onLabel: dayText(end),
    legend: legendOf(texts),
    vague: drawing.legend.vague,
    left: drawing.legend.left,
    nothing: drawing.nothing,
  };
};
