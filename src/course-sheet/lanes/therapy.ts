import type { StatusAnswer } from '../../derivations/status.answer';
import type { FactAnswer } from '../../timelines/timeline.answer';
import { groupBy } from '@leptotrace/kernel';
import { agentName } from '../say/therapy';
import { dateText, joined, named, quantityText } from '../say/words';
import type { Bar, Span } from '../sheet.model';
import type { Texts } from '../texts';
import { occurredSpan, spanOf } from './span';

type State = StatusAnswer['therapy']['running'][number];

const INTO_THE_CSF: ReadonlySet<string> = new Set(['intrathecal', 'intraventricular']);

/** Nothing shows how long it went on: from the last day that shows it the bar is drawn as uncertain. */
const endOf = ({ status, shownOn, stoppedOn }: State): Span | null => {
  if (status !== 'may-have-ended') return occurredSpan(stoppedOn);
  const shown = occurredSpan(shownOn);
  return shown && { from: shown.to, to: Infinity };
};

/** The dose in force with its own date: the bar begins with the drug. */
const dosed = (texts: Texts, { dose, doseSince, since }: State) => {
  const other = dateText(doseSince) !== dateText(since) && texts.since(dateText(doseSince) ?? '');
  return dose && joined(' ', [quantityText(texts, dose), other]);
};

const barOf = (texts: Texts, state: State): readonly Bar[] => {
  const start = occurredSpan(state.since);
  if (!start) return [];
  const name = agentName(texts, state);
  return [
    {
      start,
      end: endOf(state),
      label: name,
      held: state.status === 'held',
      says: joined(' ', [
        name,
        texts.since(dateText(state.since) ?? ''),
        dosed(texts, state),
        state.stoppedOn !== null && texts.until(dateText(state.stoppedOn) ?? ''),
        state.ended?.inferred === true &&
          texts.brackets(named(texts.onWhat.inferredEnds, state.ended.reason)),
        state.status === 'may-have-ended' && texts.onWhat.mayHaveEndedLabel,
      ]),
    },
  ];
};

/** Drugs that are given over the same days are one bar. */
const together = (bars: readonly Bar[]): readonly Bar[] =>
  [...groupBy(bars, ({ start, end, held }) => JSON.stringify([start, end, held])).values()].map((group) => ({
    ...(group[0] as Bar),
    label: group.map(({ label }) => label).join(' + '),
    says: group.map(({ says }) => says).join(' + '),
  }));

/** Anticancer therapies as bars, into the CSF or not. */
export const therapyBars = (
  texts: Texts,
  { running, held, stopped, mayHaveEnded }: StatusAnswer['therapy'],
  intoTheCsf: boolean,
): readonly Bar[] =>
  together(
    [...stopped, ...mayHaveEnded, ...held, ...running]
      .filter(({ anticancer, route }) => anticancer && INTO_THE_CSF.has(route) === intoTheCsf)
      .flatMap((state) => barOf(texts, state)),
  ).toSorted((a, b) => a.start.from - b.start.from || a.label.localeCompare(b.label, 'en'));

/** Radiotherapy: a period where the source gives one, else the days of its date. */
export const radiotherapyBars = (texts: Texts, facts: readonly FactAnswer[]): readonly Bar[] =>
  facts.flatMap(({ fact, interval }) => {
    if (fact.kind !== 'RadiotherapyDelivered') return [];
    const days = spanOf(interval);
    const begun = occurredSpan(fact.period?.start ?? null);
    const ended = occurredSpan(fact.period?.end ?? null);
    const dose = fact.dose ? quantityText(texts, fact.dose) : null;
    const label = joined(' ', [dose, fact.target]);
    return [
      {
        start: begun ?? days,
        end: ended ?? days,
        label,
        held: false,
        says: joined(' ', [label, dateText(fact.occurredOn)]),
      },
    ];
  });
