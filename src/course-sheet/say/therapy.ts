import { dayText, intervalOf } from '@leptotrace/kernel';
import type { StatusAnswer } from '../../derivations/status.answer';
import type { FactAnswer } from '../../timelines/timeline.answer';
import type { Line } from '../sheet.model';
import type { Texts } from '../texts';
import { bracketed, dateText, joined, line, named, quantityText } from './words';

type Therapy = StatusAnswer['therapy'];
type State = Therapy['running'][number];

export const agentName = ({ onWhat }: Texts, { agent, name }: Pick<State, 'agent' | 'name'>): string =>
  agent === 'other' ? name : named(onWhat.agents, agent);

const RADIOTHERAPY = /^radiotherapy \((.+)\)$/;

/** A treatment of a line: a drug, or radiotherapy by its technique. */
export const treatmentName = ({ onWhat }: Texts, name: string): string => {
  const technique = RADIOTHERAPY.exec(name)?.[1];
  if (technique === undefined) return named(onWhat.agents, name);
  return technique === 'not-stated'
    ? onWhat.radiotherapy
    : `${onWhat.radiotherapy} (${named(onWhat.techniques, technique)})`;
};

const doseText = (texts: Texts, { dose, printedDose }: State): string | null =>
  dose ? quantityText(texts, dose) : printedDose;

/** The last day on which a fact shows it. */
export const shownText = ({ shownOn }: State): string =>
  shownOn === null ? '' : dayText(intervalOf(shownOn).to);

/** Since when that dose: the start of the drug stands beside it only where it is the same. */
const dosedSince = (texts: Texts, { since, doseSince }: State): string | false => {
  const date = dateText(doseSince ?? since);
  return date !== null && texts.since(date);
};

/** A drug as it stands: its dose in force and since when, its end where it has one. */
export const stateText = (texts: Texts, state: State): string =>
  joined(texts.comma, [
    joined(' ', [agentName(texts, state), doseText(texts, state), state.schedule]),
    state.route !== 'not-stated' && named(texts.onWhat.routes, state.route),
    dosedSince(texts, state),
    state.stoppedOn !== null && texts.until(dateText(state.stoppedOn) ?? ''),
    state.ended?.inferred === true && named(texts.onWhat.inferredEnds, state.ended.reason),
    state.status === 'may-have-ended' && texts.onWhat.mayHaveEnded(shownText(state)),
    state.mayHaveChanged.length > 0 && texts.where.mayHaveChanged,
  ]);

const startOf = ({ since }: State): number => (since === null ? -Infinity : intervalOf(since).from);

/** The latest begun first: older ones leave first where there is no room. */
const byLatest = (states: readonly State[]): readonly State[] =>
  [...states].sort((a, b) => startOf(b) - startOf(a));

const runningLines = (texts: Texts, { running }: Therapy): readonly Line[] => {
  const { onWhat } = texts;
  const anticancer = byLatest(running.filter((state) => state.anticancer));
  if (anticancer.length === 0) return [line(onWhat.running, onWhat.noTherapy, 1)];
  return anticancer.map((state, at) =>
    line(onWhat.running, stateText(texts, state), Math.min(1 + Math.floor(at / 2), 3)),
  );
};

/** Therapies as they stand: running first, what is used up after it. */
export const therapyLines = (texts: Texts, therapy: Therapy): readonly Line[] => {
  const { onWhat } = texts;
  return [
    ...runningLines(texts, therapy),
    ...therapy.held.map((state) => line(onWhat.held, stateText(texts, state), 1)),
    ...byLatest(therapy.mayHaveEnded).map((state) =>
      line(onWhat.mayHaveEndedLabel, stateText(texts, state), state.anticancer ? 2 : 4),
    ),
    ...therapy.undetermined.map((state) => line(onWhat.undetermined, stateText(texts, state), 2)),
    ...therapy.planned.map((planned) =>
      line(
        onWhat.planned,
        bracketed(texts, agentName(texts, planned), named(onWhat.therapyStatus, planned.status)),
        2,
      ),
    ),
    ...byLatest(therapy.running.filter((state) => !state.anticancer)).map((state) =>
      line(onWhat.supportive, stateText(texts, state), 4),
    ),
    ...byLatest(therapy.stopped).map((state) =>
      line(onWhat.stopped, stateText(texts, state), state.anticancer ? 3 : 5),
    ),
  ];
};

/** Radiotherapy that has been given: it limits what can be given again. */
export const radiotherapyLines = (texts: Texts, facts: readonly FactAnswer[]): readonly Line[] =>
  facts.flatMap(({ fact }) => {
    if (fact.kind !== 'RadiotherapyDelivered') return [];
    const { onWhat } = texts;
    const text = joined(texts.comma, [
      fact.technique !== 'not-stated' && named(onWhat.techniques, fact.technique),
      fact.target,
      fact.dose && quantityText(texts, fact.dose),
      dateText(fact.occurredOn),
    ]);
    return [line(onWhat.radiotherapy, text, 3)];
  });
