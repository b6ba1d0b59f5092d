import { findAgent } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { cell, fromRows, idOf, join, kept, refuse, rowKey, type Made, type Mapped } from './facts';
import { numberOf, type SdtmRecord } from './records';
import { DATE_MEND, doseUnit, routeOf, whenOf, type When } from './vocabulary';

export const doseOf = (record: SdtmRecord): JsonObject => {
  const value = numberOf(cell(record, 'DOSE'), record.decimalComma);
  const unit = doseUnit(cell(record, 'DOSU'));
  return value !== null && unit !== null ? { dose: { value, unit } } : {};
};

/** The standardised name where the vocabulary has it, else the one that was collected. */
export const agentOf = (record: SdtmRecord, anticancer: boolean): JsonObject => {
  const printed = cell(record, 'TRT') ?? cell(record, 'DECOD') ?? 'not stated';
  const agent = findAgent(cell(record, 'DECOD') ?? '') ?? findAgent(printed);
  return agent === null ? { agent: 'other', printedName: printed.slice(0, 200), anticancer } : { agent };
};

const startKey = (record: SdtmRecord): string => `start/${rowKey(record)}`;

const byStart = (a: SdtmRecord, b: SdtmRecord): number =>
  (cell(a, 'STDTC') ?? '').localeCompare(cell(b, 'STDTC') ?? '') ||
  (cell(a, 'ENDTC') ?? '').localeCompare(cell(b, 'ENDTC') ?? '') ||
  JSON.stringify(a.cells).localeCompare(JSON.stringify(b.cells));

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/PROGRESSI|RELAPSE/, 'progression'],
  [/ADVERSE|TOXIC/, 'toxicity'],
  [/DEATH|DIED/, 'death'],
  [/COMPLETED/, 'completed'],
  [/WITHDRAW|PHYSICIAN|DECISION|REFUS/, 'elective'],
];

const isOfTreatment = (record: SdtmRecord): boolean =>
  record.domain === 'DS' &&
  /TREATMENT|DRUG/i.test(
    `${cell(record, 'CAT') ?? ''} ${cell(record, 'SCAT') ?? ''} ${record.cells['EPOCH'] ?? ''}`,
  );

/** Dispositions of one treatment: those that name it, else those that name none. */
const dispositionsOf = (name: string, records: readonly SdtmRecord[]): readonly SdtmRecord[] => {
  const all = records.filter(isOfTreatment).sort(byContent);
  const names = (record: SdtmRecord): boolean =>
    `${cell(record, 'SCAT') ?? ''} ${cell(record, 'TERM') ?? ''}`.toUpperCase().includes(name.toUpperCase());
  const own = all.filter(names);
  return own.length > 0 ? own : all;
};

const byContent = (a: SdtmRecord, b: SdtmRecord): number =>
  JSON.stringify(a.cells).localeCompare(JSON.stringify(b.cells));

/** Why treatment ended, by the disposition that the study records; `unknown` where it records none. */
export const stopReasonOf = (disposition: SdtmRecord | undefined): string => {
  const text = (disposition?.cells['DSDECOD'] ?? disposition?.cells['DSTERM'] ?? '').toUpperCase();
  return REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
};

/** Rows of dispositions that say why a treatment ended. */
export const readDispositions = (records: readonly SdtmRecord[]): ReadonlySet<SdtmRecord> =>
  new Set(
    records
      .filter(({ domain }) => domain === 'EX')
      .flatMap(({ cells }) => dispositionsOf(cells['EXTRT'] ?? '', records)[0] ?? []),
  );

const isZero = (record: SdtmRecord): boolean => numberOf(record.cells['EXDOSE'], record.decimalComma) === 0;

/** What a later row of a treatment says: a pause, its end, another dose, or only that it goes on. */
const changeOf = (record: SdtmRecord, before: SdtmRecord, startId: string): Made => {
  const when = whenOf(record.cells['EXSTDTC']);
  const made = (kind: string, key: string, content: JsonObject = {}): Made => ({
    key: `${key}/${rowKey(record)}`,
    rows: [record],
    fact: fromRows([record], { kind, ...when, startId, ...content }),
  });
  if (isZero(record) && !isZero(before)) return made('TherapyHeld', 'held', { reason: 'dose 0' });
  if (!isZero(record) && isZero(before)) return made('TherapyResumed', 'resumed', doseOf(record));
  if (record.cells['EXDOSE'] !== before.cells['EXDOSE'])
    return made('TherapyDoseChanged', 'dose', { ...doseOf(record), schedule: record.cells['EXDOSFRQ'] });
  const status = `${record.cells['EXTRT'] ?? ''} given`.slice(0, 400);
  return {
    key: rowKey(record),
    rows: [record],
    fact: fromRows([record], { kind: 'ContactRecorded', ...when, status }),
  };
};

const lastEnd = (rows: readonly SdtmRecord[]): string | undefined =>
  rows.at(-1)?.cells['EXENDTC'] === undefined
    ? undefined
    : rows
        .flatMap(({ cells }) => cells['EXENDTC'] ?? [])
        .sort()
        .at(-1);

/** The last day of the last row, else the day of a disposition that lies after the start. */
const endOf = (rows: readonly SdtmRecord[], disposition: SdtmRecord | undefined): When | null => {
  const said = whenOf(disposition?.cells['DSSTDTC']);
  const isAfter = (said?.occurredOn ?? '') >= (rows[0]?.cells['EXSTDTC'] ?? '');
  return whenOf(lastEnd(rows)) ?? (isAfter ? said : null);
};

const stopOf = (
  name: string,
  rows: readonly SdtmRecord[],
  records: readonly SdtmRecord[],
): readonly Made[] => {
  const [disposition] = dispositionsOf(name, records);
  const end = endOf(rows, disposition);
  if (!end) return [];
  const own = [...rows.slice(-1), ...(disposition ? [disposition] : [])];
  const fact = fromRows(own, {
    kind: 'TherapyStopped',
    ...end,
    startId: idOf(startKey(rows[0] as SdtmRecord)),
    reason: stopReasonOf(disposition),
    detail: disposition?.cells['DSTERM'] ?? disposition?.cells['DSDECOD'],
  });
  return [{ key: `stop/${name}`, rows: own, fact }];
};

const courseOf = (
  all: readonly SdtmRecord[],
  records: readonly SdtmRecord[],
  fallbackDay: string,
): Mapped => {
  const begins = all.findIndex((record) => !isZero(record));
  const notGiven = all.slice(0, begins < 0 ? all.length : begins);
  const rows = all.slice(notGiven.length);
  const before = notGiven.map((record) =>
    kept(record, whenOf(record.cells['EXSTDTC'])?.occurredOn ?? fallbackDay, {
      term: record.cells['EXTRT'] ?? 'EXTRT',
      reason: 'dose 0: not given',
    }),
  );
  const [first] = rows;
  if (!first) return join(before);
  const name = first.cells['EXTRT'] as string;
  const fact = fromRows([first], {
    kind: 'TherapyStarted',
    ...whenOf(first.cells['EXSTDTC']),
    ...agentOf(first, !/^PLACEBO/i.test(name)),
    ...doseOf(first),
    schedule: first.cells['EXDOSFRQ'],
    route: routeOf(first.cells['EXROUTE']),
    trial: first.cells['STUDYID']?.slice(0, 80),
  });
  const changes = rows
    .slice(1)
    .map((record, at) => changeOf(record, rows[at] as SdtmRecord, idOf(startKey(first))));
  return join([
    ...before,
    { made: [{ key: startKey(first), rows: [first], fact }, ...changes, ...stopOf(name, rows, records)] },
  ]);
};

const problemOf = (record: SdtmRecord): Mapped | null => {
  const { cells } = record;
  if (cells['EXTRT'] === undefined)
    return refuse(record, 'EXTRT', 'names no treatment', 'Name the treatment.');
  const bad = ['EXSTDTC', 'EXENDTC'].find(
    (name) => cells[name] !== undefined && whenOf(cells[name]) === null,
  );
  if (bad) return refuse(record, bad, `${JSON.stringify(cells[bad])} is not a date`, DATE_MEND);
  return cells['EXSTDTC'] === undefined
    ? refuse(record, 'EXSTDTC', 'has no start', 'Write the start of treatment.')
    : null;
};

const isGiven = (record: SdtmRecord): boolean => !/^N/i.test(cell(record, 'OCCUR') ?? '');

/** EX rows of one subject: start, changes of dose, pauses and end of each treatment. */
export const therapiesOf = (records: readonly SdtmRecord[], fallbackDay: string): Mapped => {
  const all = records.filter(({ domain }) => domain === 'EX');
  const exposures = all.filter(isGiven);
  const problems = exposures.flatMap((record) => problemOf(record) ?? []);
  if (problems.length > 0) return join(problems);
  const notGiven = all
    .filter((record) => !isGiven(record))
    .map((record) =>
      kept(record, whenOf(record.cells['EXSTDTC'])?.occurredOn ?? fallbackDay, {
        term: record.cells['EXTRT'] ?? 'EXTRT',
        reason: 'EXOCCUR: not given',
      }),
    );
  const nameOf = ({ cells }: SdtmRecord): string => (cells['EXTRT'] as string).toUpperCase();
  const names = [...new Set(exposures.map(nameOf))].sort();
  return join([
    ...names.map((name) =>
      courseOf(exposures.filter((record) => nameOf(record) === name).sort(byStart), records, fallbackDay),
    ),
    ...notGiven,
  ]);
};
