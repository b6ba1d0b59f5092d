import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText, dayText, instantText, type OccurredOn } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import type { Terms } from '@web/terms/terms';
import type { Band, BandRow, Clock } from '../bands';
import { spanOf } from '../bundles';
import type { Mark, Sign } from '../marks';
import type { NumericPoint, NumericSeries } from '../numeric';
import type { TherapyBar } from '../therapy-bars';
import { remember } from '../remember';
import { labelWidth } from '../ticks';
import { placeOf, type VafPoint, type VafSeries } from '../vaf';

/** What is said of something in the drawing: the same to those who look, point or listen. */
export interface Said {
  readonly when: string;
  readonly what: string;
  readonly notes: readonly string[];
}

export interface Words {
  readonly language: string;
  readonly terms: Terms;
  readonly t: (key: string, options?: Record<string, unknown>) => string;
  readonly sign: (sign: Sign) => string;
  readonly signWidth: (mark: Mark) => number;
  readonly response: (value: string) => string;
  readonly responseName: (value: string) => string;
  readonly criterion: (criterion: string) => string;
  readonly mark: (mark: Mark) => Said;
  /** Labels of a bar, from the fullest to the shortest. */
  readonly barTexts: (bars: readonly TherapyBar[]) => readonly string[];
  readonly barSaid: (bar: TherapyBar) => Said;
  readonly band: (band: Band, row: BandRow) => Said;
  readonly clock: (clock: Clock) => Said;
  readonly vaf: (point: VafPoint, series: VafSeries) => Said;
  readonly quantity: (series: NumericSeries) => string;
  readonly value: (point: NumericPoint, series: NumericSeries) => string;
  readonly days: (from: number, to: number) => string;
}

type T = Words['t'];

export type Dates = Pick<Words, 'days'> & {
  readonly date: (text: string) => string;
  readonly instant: (text: string) => string;
  readonly occurred: (occurred: OccurredOn) => string;
};

/** A formatter costs more than all else that is drawn: each date is written once. */
const datesIn = (language: string): Dates => {
  const date = remember((text) => dateText(text, language));
  const range = (from: string, to: string): string =>
    from === to ? date(from) : `${date(from)} – ${date(to)}`;
  return {
    date,
    instant: remember((text) => instantText(text, language)),
    days: (from, to) => range(dayText(from), dayText(to)),
    occurred: (when) => (typeof when === 'string' ? date(when) : range(when.earliest, when.latest)),
  };
};

const NOTES = new Set([
  'late',
  'amended',
  'retracted',
  'reinstated',
  'inferred',
  'afterPuncture',
  'placeNotTold',
  'perhapsSteroid',
  'review',
]);

/** What is said of a mark, put together once for each key of a mark. */
export const markSaid = (terms: Terms, t: T, dates: Dates): Words['mark'] => {
  const notes = ({ standing, notes: own, answer }: Mark): readonly string[] => [
    ...(standing === 'known' || standing === 'retracted' ? [] : [t(`standing.${standing}`)]),
    ...own.filter((note) => NOTES.has(note)).map((note) => t(`note.${note}`)),
    ...(answer && (standing === 'ghost' || own.includes('late'))
      ? [t('recordedAt', { instant: dates.instant(answer.recordedAt) })]
      : []),
  ];
  const said = (mark: Mark): Said => {
    const { answer, decision, starts } = mark;
    const occurred = answer?.fact.occurredOn;
    const when = occurred === undefined ? dates.days(mark.from, mark.to) : dates.occurred(occurred);
    if (decision) return { when, what: t('decided', { decision: decision.decision }), notes: notes(mark) };
    const what = answer ? terms.summary(answer.fact, (factId) => starts.get(factId)) : '';
    return { when, what, notes: notes(mark) };
  };
  const kept = new Map<string, Said>();
  return (mark) => remember(() => said(mark), kept)(mark.key);
};

/** An end that nobody recorded says what it follows from. */
const endSaid = (
  terms: Terms,
  t: T,
  { when, ended }: { readonly when: string; readonly ended: NonNullable<TherapyBar['ended']> },
): string => {
  if (ended.rule !== 'END-R3-recorded') return t(`inferredEnd.${ended.reason}`, { date: when });
  const said = t('stoppedOn', { date: when, reason: terms.codeNameIn('reason', ended.reason) });
  return ended.inferred ? `${said}, ${t('note.inferred')}` : said;
};

export const barWords = (
  terms: Terms,
  t: T,
  mark: Words['mark'],
  { days }: Dates,
): Pick<Words, 'barTexts' | 'barSaid'> => {
  const name = ({ agent, printedName }: TherapyBar): string => terms.agentName(agent, printedName);
  const ends = ({ end, ended, fadesFrom, shown, start }: TherapyBar): string => {
    if (end && ended) return endSaid(terms, t, { when: days(end.from, end.to), ended });
    if (shown) return t('mayHaveEnded', { date: days(shown.to, shown.to) });
    return fadesFrom !== null && start.standing !== 'known' ? '' : t('goesOn');
  };
  const dose = ({ dose: inForce }: TherapyBar): string => (inForce ? terms.quantity(inForce) : '');
  const dosed = (bar: TherapyBar): string =>
    bar.dose && bar.doseSince
      ? t('doseSince', { dose: dose(bar), date: days(bar.doseSince.from, bar.doseSince.to) })
      : dose(bar);
  return {
    barTexts: (bars) => {
      const names = bars.map((bar) => name(bar));
      const [first = '', ...others] = names;
      const more = others.length > 0 ? `${first} +${others.length}` : first;
      const full = names.join(' + ');
      return bars.length === 1 ? [`${full} ${dose(bars[0] as TherapyBar)}`.trim(), full] : [full, more];
    },
    barSaid: (bar) => {
      const said = mark(bar.start);
      const parts = [name(bar), dosed(bar), ends(bar)].filter((part) => part !== '');
      return { when: t('from', { date: said.when }), what: parts.join(', '), notes: said.notes };
    },
  };
};

/** A clock that cannot be relied on says so beside its days. */
const doubted = (terms: Terms, { determinacy }: Clock['endpoint']): readonly string[] =>
  ['contradicted', 'undetermined'].includes(determinacy) ? [terms.codeName(determinacy)] : [];

const bandWords = (
  terms: Terms,
  t: T,
  { days, date }: Dates,
): Pick<Words, 'band' | 'clock' | 'response' | 'responseName' | 'criterion'> => {
  const responseName = (value: string): string => terms.codeName(value);
  return {
    responseName,
    response: (value) =>
      t(`terms:responseShort.${value}`, { defaultValue: t(`short.${value}`, { defaultValue: value }) }),
    criterion: (criterion) => t(`criterion.${criterion}`, { defaultValue: criterion }),
    band: ({ value, dates, until, provisional, point }, { criterion, since }) => ({
      when:
        until === null
          ? t('sinceDate', { date: days(dates.from, dates.to) })
          : t('fromUntil', { from: days(dates.from, dates.to), until: days(until, until) }),
      what: `${terms.codeName(criterion)}: ${responseName(value)}`,
      notes: [
        ...(provisional ? [t('provisional')] : []),
        ...(until === null && since !== null ? [t('runSince', { date: date(since) })] : []),
        ...point.flags.map(({ flag, says }) => terms.flagSays(flag, says)),
      ],
    }),
    clock: ({ endpoint, dates, from, isEvent }) => ({
      when: `${days(from, from)} – ${days(dates.from, dates.to)}`,
      what: t(isEvent ? 'clockEvent' : 'clockCensored', {
        name: terms.codeName(endpoint.paramcd),
        count: endpoint.aval ?? 0,
      }),
      notes: doubted(terms, endpoint),
    }),
  };
};

export const vafSaid =
  (terms: Terms, t: T, { days }: Dates): Words['vaf'] =>
  ({ from, to, state, vafPct, lodPct, specimen, assay, copyNumber }, { alteration }) => ({
    when: days(from, to),
    what: [
      `${terms.alterationName(alteration.gene, alteration.alteration)}, ${terms.codeName(specimen)}`,
      t(`assay.${state}`),
      ...(vafPct === null ? [] : [t('vafIs', { value: terms.quantity({ value: vafPct, unit: '%' }) })]),
      ...(placeOf({ state, vafPct }) === 'over' ? [t('vafNoValue')] : []),
      ...(lodPct === null ? [] : [t('lodIs', { value: terms.quantity({ value: lodPct, unit: '%' }) })]),
      ...(copyNumber === null ? [] : [t('copiesAre', { value: terms.number(copyNumber) })]),
    ].join(', '),
    notes: [assay],
  });

/** Names of everything in the drawing, in the reader's language. */
export const useWords = (): Words => {
  const { t: translate } = useTranslation(['course-chart', 'terms']);
  const terms = useTerms();
  return useMemo(() => {
    const t: T = (key, options) => String(translate(key, options ?? {}));
    const dates = datesIn(terms.language);
    const mark = markSaid(terms, t, dates);
    const bands = bandWords(terms, t, dates);
    const sign = (each: Sign): string => {
      if ('text' in each) return each.text;
      return 'key' in each ? t(`sign.${each.key}`) : t('quoted', { words: bands.response(each.response) });
    };
    return {
      language: terms.language,
      terms,
      t,
      sign,
      signWidth: (each) => labelWidth(sign(each.sign)),
      mark,
      vaf: vafSaid(terms, t, dates),
      quantity: ({ quantity }) => t(`quantity.${quantity}`, { defaultValue: terms.codeName(quantity) }),
      value: ({ value, bound }, { unit }) => terms.quantity({ value, unit, ...(bound ? { bound } : {}) }),
      days: dates.days,
      ...barWords(terms, t, mark, dates),
      ...bands,
    };
  }, [translate, terms]);
};

/** One line: when, what, and what is to be known about it. */
export const lineOf = ({ when, what, notes }: Said): string => [`${when}: ${what}`, ...notes].join('; ');

/** The line of a bundle: how many, from when to when, and the first few of them. */
export const bundleLine = (words: Words, marks: readonly Mark[]): string => {
  const [first] = marks;
  if (!first) return '';
  if (marks.length === 1) return lineOf(words.mark(first));
  const { from, to } = spanOf(marks);
  const named = marks.slice(0, 3).map((mark) => words.mark(mark).what);
  return words.t('bundle', { count: marks.length, days: words.days(from, to), named: named.join('; ') });
};
