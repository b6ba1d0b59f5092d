import { type JsonObject, textOf } from '@leptotrace/kernel';
import { DIRECTIONS, INTENTS, PLAN_STATES } from './codes';
import type { CourseFact } from './course-file';
import { agentsOf, cycleOf, doseOf, startOf, type RegimenAgent } from './drugs';
import { partId, payload, slugOf, unreadable, type Part, type ReadableKind } from './parts';
import { DRUG_INTENTS } from './phrases';
import type { FieldReader, Mapping } from './reader';
import { routeOf, stopReasonOf } from './texts';
import { firstSaid, plainWords } from './words';

/** Ids of a regimen's parts: the first agent keeps the id of the source's fact, no two are the same. */
const suffixesOf = (agents: readonly RegimenAgent[]): readonly string[] => {
  const seen = new Set<string>();
  return agents.map(({ agent, name }, index) => {
    const slug = slugOf(agent === 'other' ? name : agent);
    const suffix = index === 0 ? '' : slug === '' || seen.has(slug) ? `agent-${index + 1}` : slug;
    seen.add(suffix);
    return suffix;
  });
};

const isSupportive = (read: FieldReader): boolean => {
  const value = read.take('supportive');
  if (value !== undefined && value !== true) read.keep('supportive');
  return value === true || value === 'true';
};

const intentOf = (read: FieldReader, drug: string, supportive: boolean): string | undefined => {
  const stated = read.code('intent', INTENTS, null);
  return stated ?? (supportive ? 'supportive' : firstSaid(DRUG_INTENTS, drug.replace(/neo-?adjuvant/gi, '')));
};

const agentFields = (read: FieldReader, { agent, name }: RegimenAgent, anticancer: boolean): JsonObject => {
  if (agent !== 'other') return { agent };
  read.warn(name, 'no agent of the vocabulary: kept by its printed name');
  return { agent, printedName: name, anticancer };
};

/** A later cycle goes on with the regimen that an earlier cycle began. */
const regimenOf = (read: FieldReader, drug: string, agents: readonly RegimenAgent[]): string => {
  const [first] = agents;
  const begun = cycleOf(drug) > 1 && first ? startOf(read.course.facts, read.fact, first) : null;
  return begun ? regimenOfStart(read, begun.start) : read.fact.id;
};

const regimenOfStart = (read: FieldReader, start: CourseFact): string => {
  const drug = textOf(start['drug'] ?? '');
  const [first] = agentsOf(drug);
  const before = cycleOf(drug) > 1 && first ? startOf(read.course.facts, start, first) : null;
  return before ? regimenOfStart(read, before.start) : start.id;
};

const printedRoute = (read: FieldReader): string | undefined => {
  const printed = read.parsed('route');
  if (printed !== undefined && routeOf(printed) === 'other')
    read.warn(`route ${printed}`, 'no route of the list: kept as other');
  return printed;
};

/** `[90, 100]` beside the printed dose says the same once more; the printed dose is what is parsed. */
const keepRange = (read: FieldReader): void => {
  if (read.take('doseRange') !== undefined) read.keep('doseRange');
};

const therapyStart: Mapping = (read) => {
  const drug = read.parsed('drug') ?? '';
  const agents = agentsOf(drug);
  if (agents.length === 0) return unreadable('TherapyStarted', 'the drug is not named');
  const [doseText, schedule] = [read.parsed('dose'), read.text('schedule')];
  const route = routeOf(printedRoute(read));
  keepRange(read);
  const supportive = isSupportive(read);
  const intent = intentOf(read, drug, supportive);
  const [line, trial, regimenId] = [read.text('line'), read.text('trial'), regimenOf(read, drug, agents)];
  const suffixes = suffixesOf(agents);
  return agents.map((agent, index): Part => {
    const { dose, doseRange, schedule: parsed } = doseOf(doseText, agent.name, agents.length > 1);
    if (doseText !== undefined && !dose && !doseRange)
      read.warn(`dose ${doseText}`, `gives no one dose of ${agent.name}: kept as printed`);
    const fields = {
      ...agentFields(read, agent, !supportive),
      regimenId,
      dose,
      doseRange,
      schedule: schedule ?? parsed,
      route,
      intent,
      line,
      trial,
    };
    return { suffix: suffixes[index] as string, payload: payload('TherapyStarted', fields) };
  });
};

/** The recorded start of an agent, as long as it was recorded as one. */
const recordedStart = (read: FieldReader, wanted: RegimenAgent): string | null => {
  const found = startOf(read.course.facts, read.fact, wanted);
  if (!found) return null;
  const suffix = suffixesOf(agentsOf(textOf(found.start['drug'] ?? '')))[found.index] ?? '';
  const id = partId(found.start.id, suffix);
  return read.recorded.kindOf(id) === 'TherapyStarted' ? id : null;
};

/**
 * One fact for each agent whose start is found. An agent without a start is kept as what it would have been: the
 * source says that something ended of which it never said that it began.
 */
const ofEachStart = (
  read: FieldReader,
  kind: ReadableKind & ('TherapyStopped' | 'TherapyDoseChanged' | 'TherapyHeld' | 'TherapyResumed'),
  fields: (agent: RegimenAgent, several: boolean) => JsonObject,
): ReturnType<Mapping> => {
  const drug = read.parsed('drug') ?? '';
  const agents = agentsOf(drug);
  const starts = agents.map((agent) => ({ agent, startId: recordedStart(read, agent) }));
  const found = starts.flatMap(({ agent, startId }) => (startId === null ? [] : [{ agent, startId }]));
  const missing = starts.filter(({ startId }) => startId === null);
  if (found.length === 0)
    return unreadable(kind, drug === '' ? 'the drug is not named' : `no start of ${drug} before it`);
  for (const { agent } of missing) read.unread(kind, 'drug', `no start of ${agent.name} before it`);
  const suffixes = suffixesOf(found.map(({ agent }) => agent));
  return found.map(({ agent, startId }, index): Part => ({
    suffix: suffixes[index] as string,
    payload: payload(kind, { ...fields(agent, agents.length > 1), startId }),
  }));
};

const therapyStop: Mapping = (read) => {
  const reason = read.text('reason');
  printedRoute(read);
  return ofEachStart(read, 'TherapyStopped', () => ({ reason: stopReasonOf(reason ?? ''), detail: reason }));
};

const doseChange: Mapping = (read) => {
  const [doseText, schedule, reason] = [read.parsed('dose'), read.text('schedule'), read.text('reason')];
  const stated = read.code('direction', DIRECTIONS, null);
  const unchanged = doseText !== undefined && plainWords(doseText) === 'unchanged';
  const route = routeOf(printedRoute(read));
  keepRange(read);
  return ofEachStart(read, 'TherapyDoseChanged', ({ name }, several) => {
    const { dose, doseRange, schedule: parsed } = doseOf(doseText, name, several);
    return {
      dose,
      doseRange,
      schedule: schedule ?? parsed,
      route,
      direction: stated ?? (unchanged ? 'interval-only' : undefined),
      reason,
    };
  });
};

const held: Mapping = (read) => {
  const reason = read.text('reason');
  printedRoute(read);
  return ofEachStart(read, 'TherapyHeld', () => ({ reason }));
};

const resumed: Mapping = (read) => {
  const [doseText, schedule] = [read.parsed('dose'), read.text('schedule')];
  printedRoute(read);
  return ofEachStart(read, 'TherapyResumed', ({ name }, several) => {
    const { dose, schedule: parsed } = doseOf(doseText, name, several);
    return { dose, schedule: schedule ?? parsed };
  });
};

const therapyPlanned: Mapping = (read) => {
  const agents = agentsOf(read.parsed('drug') ?? '');
  if (agents.length === 0) return { wouldBe: null, reason: 'the drug is not named' };
  const status = read.code('status', PLAN_STATES, null);
  read.keep('status');
  const reason = read.text('reason');
  const suffixes = suffixesOf(agents);
  return agents.map((agent, index): Part => ({
    suffix: suffixes[index] as string,
    payload: payload('TherapyPlanned', { ...agentFields(read, agent, true), status, reason }),
  }));
};

export const THERAPY_MAPPINGS: Readonly<Record<string, Mapping>> = {
  therapy_start: therapyStart,
  therapy_stop: therapyStop,
  dose_change: doseChange,
  therapy_hold: held,
  therapy_held: held,
  therapy_pause: held,
  therapy_resume: resumed,
  therapy_resumed: resumed,
  therapy_planned: therapyPlanned,
};
