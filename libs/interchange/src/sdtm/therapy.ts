import { findAgent } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { fromRows, join, kept, refuse, rowKey, type Mapped } from './facts';
import type { SdtmRecord } from './records';
import { doseUnit, routeOf, whenOf } from './vocabulary';

/** Study treatment is one line, whatever its agents. */
const LINE = 'study-treatment';

const doseOf = ({ cells }: SdtmRecord): JsonObject => {
  const [value, unit] = [Number(cells['EXDOSE']), doseUnit(cells['EXDOSU'])];
  return cells['EXDOSE'] !== undefined && Number.isFinite(value) && unit !== null
    ? { dose: { value, unit } }
    : {};
};

const agentOf = (name: string): JsonObject => {
  const agent = findAgent(name);
  return agent === null ? { agent: 'other', printedName: name, anticancer: true } : { agent };
};

const startKey = (record: SdtmRecord): string => `start/${rowKey(record)}`;

/** The id of the start, by which later changes name it. */
export const startIdOf = (record: SdtmRecord): string =>
  startKey(record)
    .replace(/[^A-Za-z0-9]+/g, '-')
    .toLowerCase();

const byStart = (a: SdtmRecord, b: SdtmRecord): number =>
  (a.cells['EXSTDTC'] ?? '').localeCompare(b.cells['EXSTDTC'] ?? '') || a.row - b.row;

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/PROGRESSI/, 'progression'],
  [/ADVERSE|TOXIC/, 'toxicity'],
  [/DEATH|DIED/, 'death'],
  [/COMPLETED/, 'completed'],
  [/WITHDRAW|PHYSICIAN|DECISION/, 'elective'],
];

/** Why treatment ended, by the disposition that the study records; `unknown` where it records none. */
export const stopReasonOf = (dispositions: readonly SdtmRecord[]): string => {
  const ended = dispositions.find(({ cells }) =>
    /TREATMENT|DRUG/i.test(`${cells['DSCAT'] ?? ''} ${cells['DSSCAT'] ?? ''} ${cells['EPOCH'] ?? ''}`),
  );
  const text = (ended?.cells['DSDECOD'] ?? '').toUpperCase();
  return REASONS.find(([pattern]) => pattern.test(text))?.[1] ?? 'unknown';
};

const changesOf = (rows: readonly SdtmRecord[], startId: string): Mapped => {
  const made = rows.slice(1).map((record, at) => {
    const before = rows[at] as SdtmRecord;
    const occurredOn = whenOf(record.cells['EXSTDTC'])?.occurredOn as string;
    const changed = record.cells['EXDOSE'] !== before.cells['EXDOSE'];
    return changed
      ? {
          key: `dose/${rowKey(record)}`,
          rows: [record],
          fact: fromRows([record], { kind: 'TherapyDoseChanged', occurredOn, startId, ...doseOf(record) }),
        }
      : kept(record, occurredOn);
  });
  return { made, refused: [] };
};

const courseOf = (rows: readonly SdtmRecord[], dispositions: readonly SdtmRecord[]): Mapped => {
  const [first] = rows as readonly [SdtmRecord, ...SdtmRecord[]];
  const { cells } = first;
  const fact = fromRows([first], {
    kind: 'TherapyStarted',
    ...whenOf(cells['EXSTDTC']),
    lineId: LINE,
    ...agentOf(cells['EXTRT'] as string),
    ...doseOf(first),
    schedule: cells['EXDOSFRQ'],
    route: routeOf(cells['EXROUTE']),
  });
  const end = whenOf(rows.at(-1)?.cells['EXENDTC']);
  const stop: Mapped = {
    made: end
      ? [
          {
            key: `stop/${cells['EXTRT']}`,
            rows: [],
            fact: {
              kind: 'TherapyStopped',
              ...end,
              startId: startIdOf(first),
              reason: stopReasonOf(dispositions),
              source: { system: 'sdtm', document: cells['STUDYID'] ?? 'not stated' },
            },
          },
        ]
      : [],
    refused: [],
  };
  return join([
    { made: [{ key: startKey(first), rows: [first], fact }], refused: [] },
    changesOf(rows, startIdOf(first)),
    stop,
  ]);
};

const problemOf = (record: SdtmRecord): Mapped | null => {
  const { cells } = record;
  if (cells['EXTRT'] === undefined)
    return refuse(record, 'EXTRT', 'names no treatment', 'Name the treatment.');
  const bad = ['EXSTDTC', 'EXENDTC'].find(
    (name) => cells[name] !== undefined && whenOf(cells[name]) === null,
  );
  if (bad)
    return refuse(record, bad, `${JSON.stringify(cells[bad])} is not a date`, 'Write an ISO 8601 date.');
  return cells['EXSTDTC'] === undefined
    ? refuse(record, 'EXSTDTC', 'has no start', 'Write the start of treatment.')
    : null;
};

/** EX rows of one subject: start, changes of dose and end of each treatment. */
export const therapiesOf = (records: readonly SdtmRecord[]): Mapped => {
  const exposures = records.filter(({ domain }) => domain === 'EX');
  const problems = exposures.flatMap((record) => problemOf(record) ?? []);
  if (problems.length > 0) return join(problems);
  const dispositions = records.filter(({ domain }) => domain === 'DS');
  const names = [...new Set(exposures.map(({ cells }) => cells['EXTRT'] as string))];
  return join(
    names.map((name) =>
      courseOf(exposures.filter(({ cells }) => cells['EXTRT'] === name).sort(byStart), dispositions),
    ),
  );
};
