import type { FactOf } from '@web/api/types';
import { capital, headed, listed, say, spaced, type FindFact, type Speech, type Summary } from './speech';

type Dosed = Pick<FactOf<'TherapyDoseChanged'>, 'dose' | 'schedule' | 'route' | 'printed'>;

/** Dose, schedule and route; the source's own words where it gave no number. */
const doseText = (fact: Dosed, speech: Speech): string =>
  listed(speech, [
    spaced([fact.dose ? speech.quantity(fact.dose) : fact.printed?.['dose'], fact.schedule]),
    fact.route && fact.route !== 'not-stated' && speech.codeName(fact.route),
  ]);

const agentOf = (fact: FactOf<'TherapyStarted'> | FactOf<'TherapyPlanned'>, speech: Speech): string =>
  speech.agentName(fact.agent, fact.printedName);

export const startSummary: Summary<'TherapyStarted'> = (fact, speech) =>
  listed(speech, [
    spaced([agentOf(fact, speech), doseText(fact, speech)]),
    fact.beyondProgression === true && say(speech, 'beyondProgression'),
  ]);

/** The therapy that a fact speaks of, by name where its start is at hand. */
const startedAgent = (startId: string, speech: Speech, find?: FindFact): string | undefined => {
  const start = find?.(startId);
  return start?.kind === 'TherapyStarted' ? agentOf(start, speech) : undefined;
};

const aboutStart = (
  fact: { readonly kind: string; readonly startId: string },
  text: string,
  { speech, find }: { readonly speech: Speech; readonly find: FindFact | undefined },
): string => {
  const agent = startedAgent(fact.startId, speech, find);
  return agent === undefined ? headed(speech, speech.kindName(fact.kind), text) : `${agent} ${text}`.trim();
};

export const doseSummary: Summary<'TherapyDoseChanged'> = (fact, speech, find) => {
  const text = listed(speech, [
    doseText(fact, speech),
    fact.direction && fact.direction !== 'not-stated' && speech.codeName(fact.direction),
    fact.reason,
  ]);
  // Without the drug, the name of the kind says already that the dose changed.
  const changed = text === '' && startedAgent(fact.startId, speech, find) !== undefined;
  return aboutStart(fact, changed ? say(speech, 'changed') : text, { speech, find });
};

export const heldSummary: Summary<'TherapyHeld'> = (fact, speech, find) => {
  const agent = startedAgent(fact.startId, speech, find);
  return headed(
    speech,
    agent === undefined ? speech.kindName(fact.kind) : `${agent} ${say(speech, 'held')}`,
    fact.reason ?? '',
  );
};

export const resumedSummary: Summary<'TherapyResumed'> = (fact, speech, find) => {
  const agent = startedAgent(fact.startId, speech, find);
  return headed(
    speech,
    agent === undefined ? speech.kindName(fact.kind) : `${agent} ${say(speech, 'resumed')}`,
    doseText(fact, speech),
  );
};

export const stoppedSummary: Summary<'TherapyStopped'> = (fact, speech, find) => {
  const agent = startedAgent(fact.startId, speech, find);
  const reason = listed(speech, [speech.codeName(fact.reason), fact.detail]);
  return agent === undefined
    ? headed(speech, speech.kindName(fact.kind), reason)
    : `${agent} ${say(speech, 'stopped', { reason })}`;
};

const PLANNED = { planned: 'plan', 'not-given': 'notGiven', declined: 'declined' } as const;

export const plannedSummary: Summary<'TherapyPlanned'> = (fact, speech) => {
  const agent = spaced([agentOf(fact, speech), doseText(fact, speech)]);
  return listed(speech, [capital(say(speech, PLANNED[fact.status ?? 'planned'], { agent })), fact.reason]);
};

export const radiotherapySummary: Summary<'RadiotherapyDelivered'> = (fact, speech) => {
  const technique =
    fact.technique === 'not-stated' ? speech.kindName(fact.kind) : speech.codeName(fact.technique);
  const count = fact.fractions === undefined ? '' : speech.number(fact.fractions);
  const fractions =
    fact.fractions !== undefined && fact.fractionDose
      ? say(speech, 'fractionsOf', { count, dose: speech.quantity(fact.fractionDose) })
      : count !== '' && say(speech, 'fractions', { count });
  return listed(speech, [
    headed(speech, capital(technique), fact.target),
    fact.dose && speech.quantity(fact.dose),
    fractions,
  ]);
};

export const procedureSummary: Summary<'ProcedurePerformed'> = (fact, speech) =>
  listed(speech, [
    capital(
      fact.procedure === 'other'
        ? (fact.description ?? speech.codeName('other'))
        : speech.codeName(fact.procedure),
    ),
    fact.procedure !== 'other' && fact.description,
    fact.site,
  ]);

export const inductionSummary: Summary<'InductionCompleted'> = (fact, speech, find) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [
      speech.codeName(fact.induction),
      ...fact.startIds.map((startId) => startedAgent(startId, speech, find)),
    ]),
  );
