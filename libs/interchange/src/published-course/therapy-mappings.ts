import { type JsonObject, textOf } from '@leptotrace/kernel';
import { agentsOf, doseOf, routeOf, startOf, type RegimenAgent } from './drugs';
import { partId, payload, type Mapping, type Part } from './parts';
import type { FieldReader } from './reader';
import { stopReasonOf } from './texts';

/** Ids of a regimen's parts: the first agent keeps the id of the source's fact. */
const agentSuffix = (agent: RegimenAgent, index: number): string =>
  index === 0
    ? ''
    : (agent.agent === 'other' ? agent.name : agent.agent).toLowerCase().replace(/[^a-z0-9]+/g, '-');

const intentOf = (drug: string, supportive: boolean): string | undefined => {
  if (supportive) return 'supportive';
  if (/adjuvant/i.test(drug)) return 'adjuvant';
  return /maintenance/i.test(drug) ? 'maintenance' : undefined;
};

const agentFields = ({ agent, name }: RegimenAgent, anticancer: boolean): JsonObject =>
  agent === 'other' ? { agent, printedName: name, anticancer } : { agent };

const therapyStart: Mapping = (read) => {
  const drug = read.parsed('drug') ?? '';
  const [doseText, schedule] = [read.parsed('dose'), read.text('schedule')];
  const route = routeOf(read.parsed('route'));
  const supportive = read.take('supportive') === true;
  const agents = agentsOf(drug);
  const [line, trial] = [read.text('line'), read.text('trial')];
  return agents.map((agent, index): Part => {
    const parsed = doseOf(doseText, agent.name, agents.length > 1);
    const fields = {
      ...agentFields(agent, !supportive),
      regimenId: read.fact.id,
      dose: parsed.dose,
      schedule: schedule ?? parsed.schedule,
      route,
      intent: intentOf(drug, supportive),
      line,
      trial,
    };
    return { suffix: agentSuffix(agent, index), payload: payload('TherapyStarted', fields) };
  });
};

const ofEachStart = (
  read: FieldReader,
  fields: (agent: RegimenAgent, several: boolean) => Part['payload'],
): readonly Part[] | null => {
  const start = startOf(read.course.facts, read.fact);
  if (!start) return null;
  const agents = agentsOf(textOf(start['drug']));
  return agents.map((agent, index): Part => ({
    suffix: agentSuffix(agent, index),
    payload: { ...fields(agent, agents.length > 1), startId: partId(start.id, agentSuffix(agent, index)) },
  }));
};

const therapyStop: Mapping = (read) => {
  const reason = read.text('reason');
  const parts = ofEachStart(read, () =>
    payload('TherapyStopped', { reason: stopReasonOf(reason ?? ''), detail: reason }),
  );
  if (parts) ['drug', 'route'].forEach((field) => read.parsed(field));
  return parts;
};

const doseChange: Mapping = (read) => {
  const [doseText, schedule, reason] = [read.parsed('dose'), read.text('schedule'), read.text('reason')];
  const direction = read.text('direction') ?? (doseText === 'unchanged' ? 'interval-only' : undefined);
  const parts = ofEachStart(read, ({ name }, several) => {
    const parsed = doseOf(doseText, name, several);
    return payload('TherapyDoseChanged', {
      dose: parsed.dose,
      schedule: schedule ?? parsed.schedule,
      route: routeOf(read.parsed('route')),
      direction,
      reason,
    });
  });
  if (parts) read.parsed('drug');
  return parts;
};

const therapyPlanned: Mapping = (read) => {
  const agents = agentsOf(read.parsed('drug') ?? '');
  const status = read.parsed('status');
  const reason = read.text('reason');
  return agents.map((agent, index): Part => ({
    suffix: agentSuffix(agent, index),
    payload: payload('TherapyPlanned', {
      ...agentFields(agent, true),
      status: status === 'not given' ? 'not-given' : 'planned',
      reason,
    }),
  }));
};

export const THERAPY_MAPPINGS: Readonly<Record<string, Mapping>> = {
  therapy_start: therapyStart,
  therapy_stop: therapyStop,
  dose_change: doseChange,
  therapy_planned: therapyPlanned,
};
