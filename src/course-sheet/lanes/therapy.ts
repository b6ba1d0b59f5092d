import type { StatusAnswer } from '../../derivations/status.answer';
import type { FactAnswer } from '../../timelines/timeline.answer';
import { grouped } from '../grouped';
import { agentName } from '../say/therapy';
import { dateText, joined, quantityText } from '../say/words';
import type { Bar } from '../sheet.model';
import type { Texts } from '../texts';
import { occurredSpan, spanOf } from './span';

type State = StatusAnswer['therapy']['running'][number];

const INTO_THE_CSF: ReadonlySet<string> = new Set(['intrathecal', 'intraventricular']);

const barOf = (texts: Texts, state: State): readonly Bar[] => {
  const start = occurredSpan(state.since);
  if (!start) return [];
  const name = agentName(texts, state);
  return [
    {
      start,
      end: occurredSpan(state.stoppedOn),
      label: name,
      held: state.status === 'held',
      says: joined(' ', [
        name,
        state.dose && quantityText(texts, state.dose),
        texts.since(dateText(state.since) ?? ''),
        state.stoppedOn !== null && texts.until(dateText(state.stoppedOn) ?? ''),
      ]),
    },
  ];
};

/** Drugs that are given over the same days are one bar. */
const together = (bars: readonly Bar[]): readonly Bar[] =>
  grouped(bars, ({ start, end, held }) => JSON.stringify([start, end, held])).map((group) => ({
    ...(group[0] as Bar),
    label: group.map(({ label }) => label).join(' + '),
    says: group.map(({ says }) => says).join(' + '),
  }));

/** Anticancer therapies as bars, into the CSF or not. */
export const therapyBars = (
  texts: Texts,
  { running, held, stopped }: StatusAnswer['therapy'],
  intoTheCsf: boolean,
): readonly Bar[] =>
  together(
    [...stopped, ...held, ...running]
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
