import { dayText, parsePartialDate } from '@leptotrace/kernel';
import type { JsonObject } from '@leptotrace/kernel';
import { cell, fromRows, join, kept, one, refuse, resultOf, rowKey, type Made, type Mapped } from './facts';
import type { SdtmRecord } from './records';
import { DATE_MEND, whenOf } from './vocabulary';

/** What a row says of a death: on a date, before a date, or only that it happened. */
interface Claim {
  readonly record: SdtmRecord;
  readonly date: string | null;
  /** Known to be dead on this day; the day of death lies before. */
  readonly deadBy: string | null;
  readonly cause?: string | undefined;
}

const DEAD = /\bDEAD\b|DECEASED|\bDIED\b|\bDEATH\b|\bEXPIRED\b|\bFATAL\b/i;

const isYes = (text: string | undefined): boolean => /^(Y|YES)$/i.test(text ?? '');

/** Dispositions of treatment tell when treatment ended, not when the patient died. */
const isOfTreatment = (record: SdtmRecord): boolean =>
  /TREATMENT|DRUG/i.test(
    `${cell(record, 'CAT') ?? ''} ${cell(record, 'SCAT') ?? ''} ${record.cells['EPOCH'] ?? ''}`,
  );

const dayOf = (text: string | undefined): string | null => whenOf(text)?.occurredOn ?? null;

type Said = Omit<Claim, 'record'> | null;

/** How each domain speaks of a death. */
const CLAIMS: Readonly<Record<string, (record: SdtmRecord) => Said>> = {
  DM: ({ cells }) =>
    cells['DTHDTC'] !== undefined || isYes(cells['DTHFL'])
      ? { date: dayOf(cells['DTHDTC']), deadBy: null }
      : null,
  DS: (record) =>
    DEAD.test(record.cells['DSDECOD'] ?? record.cells['DSTERM'] ?? '')
      ? { date: isOfTreatment(record) ? null : dayOf(record.cells['DSSTDTC']), deadBy: null }
      : null,
  SS: (record) =>
    DEAD.test(resultOf(record) ?? '') ? { date: null, deadBy: dayOf(record.cells['SSDTC']) } : null,
  AE: ({ cells }) =>
    /^FATAL/i.test(cells['AEOUT'] ?? '') || isYes(cells['AESDTH'])
      ? { date: null, deadBy: dayOf(cells['AEENDTC']), cause: cells['AEDECOD'] ?? cells['AETERM'] }
      : null,
  DD: (record) => ({ date: null, deadBy: null, cause: resultOf(record) }),
};

const claimIn = (record: SdtmRecord): Said => CLAIMS[record.domain]?.(record) ?? null;

/** Does the row speak of a death? */
export const saysDead = (record: SdtmRecord): boolean => claimIn(record) !== null;

/** Rows that show the patient alive on their day: who was examined, treated or asked. */
const NO_SIGN: ReadonlySet<string> = new Set(['DM', 'DS', 'DD', 'RS', 'MH', 'RELREC']);

const firstOf = (date: string): string => dayText(parsePartialDate(date)?.from ?? 0);
const lastOf = (date: string): string => dayText(parsePartialDate(date)?.to ?? 0);

interface Sign {
  readonly day: string;
  readonly record: SdtmRecord;
}

const signsIn = (record: SdtmRecord): readonly Sign[] =>
  NO_SIGN.has(record.domain) || saysDead(record)
    ? []
    : ['DTC', 'STDTC', 'ENDTC'].flatMap((name) => {
        const date = dayOf(cell(record, name));
        return date === null ? [] : [{ day: firstOf(date), record }];
      });

/** The last day on which any row shows the patient alive, not after a day on which they are known to be dead. */
const lastSign = (records: readonly SdtmRecord[], deadBy: string): Sign | null =>
  records
    .flatMap(signsIn)
    .filter(({ day }) => day <= deadBy)
    .sort((a, b) => b.day.localeCompare(a.day) || rowKey(a.record).localeCompare(rowKey(b.record)))[0] ??
  null;

interface Death {
  readonly occurredOn: string | { readonly earliest: string; readonly latest: string };
  readonly claims: readonly Claim[];
  readonly note?: string;
}

const nameOf = (record: SdtmRecord): string =>
  `${record.domain} ${cell(record, 'SEQ') ?? `row ${record.row}`}`;

const sweptDeath = (claim: Claim, deadBy: string, records: readonly SdtmRecord[]): Death => {
  const sign = lastSign(records, lastOf(deadBy));
  const said = `${nameOf(claim.record)} says that the patient had died by ${deadBy}`;
  return {
    occurredOn: { earliest: sign?.day ?? firstOf(deadBy), latest: lastOf(deadBy) },
    claims: [claim],
    note: sign ? `${said}; last sign of life: ${nameOf(sign.record)}, ${sign.day}.` : `${said}.`,
  };
};

const boundsOf = ({ occurredOn }: Death): readonly [string, string] =>
  typeof occurredOn === 'string'
    ? [firstOf(occurredOn), lastOf(occurredOn)]
    : [occurredOn.earliest, occurredOn.latest];

/** A date that a claim can be about: within the months of another, or not after the day of a sweep. */
const agrees = (death: Death, { date, deadBy }: Claim): boolean => {
  const [from, to] = boundsOf(death);
  if (date !== null) return firstOf(date) <= to && from <= lastOf(date);
  return deadBy === null || from <= lastOf(deadBy);
};

const isFiner = (a: string | null, b: string | null): number => (b?.length ?? 0) - (a?.length ?? 0);

const RANK = ['DM', 'DS', 'SS', 'AE', 'DD'];

const inOrder = (claims: readonly Claim[]): readonly Claim[] =>
  [...claims].sort(
    (a, b) =>
      isFiner(a.date, b.date) ||
      Number(a.deadBy === null) - Number(b.deadBy === null) ||
      RANK.indexOf(a.record.domain) - RANK.indexOf(b.record.domain) ||
      (a.date ?? a.deadBy ?? '').localeCompare(b.date ?? b.deadBy ?? '') ||
      rowKey(a.record).localeCompare(rowKey(b.record)),
  );

/** Claims that agree are one death; those that do not are two statements, and stay two. */
const deathsFrom = (
  claims: readonly Claim[],
  records: readonly SdtmRecord[],
): { readonly deaths: readonly Death[]; readonly open: readonly Claim[] } => {
  const deaths: Death[] = [];
  const open: Claim[] = [];
  for (const claim of inOrder(claims)) {
    const at = deaths.findIndex((death) => agrees(death, claim));
    const death = deaths[at];
    if (death) deaths[at] = { ...death, claims: [...death.claims, claim] };
    else if (claim.date !== null) deaths.push({ occurredOn: claim.date, claims: [claim] });
    else if (claim.deadBy !== null) deaths.push(sweptDeath(claim, claim.deadBy, records));
    else open.push(claim);
  }
  return { deaths, open };
};

const madeOf = ({ occurredOn, claims, note }: Death, at: number): Made => {
  const rows = claims.map(({ record }) => record);
  const cause = claims.map((claim) => claim.cause).find((each) => each !== undefined);
  const first = rows[0] as SdtmRecord;
  const fact: JsonObject = {
    kind: 'DeathRecorded',
    occurredOn,
    ...(cause === undefined ? {} : { cause: cause.slice(0, 400) }),
    ...(note === undefined ? {} : { note, dateBasis: 'derived', inferred: true }),
  };
  const key = at === 0 && first.domain === 'DM' ? 'death' : `death/${rowKey(first)}`;
  return { key, rows, fact: fromRows(rows, fact) };
};

/** A death at a day that no row bounds. OS is undetermined then, never "ongoing". */
const openDeath = ({ record }: Claim, fallbackDay: string): Mapped => {
  const { made, unused } = join([
    kept(record, fallbackDay, {
      term: record.domain === 'DM' ? 'DTHFL' : 'death',
      reason: 'a death at an unknown day: no row bounds it',
      wouldBe: 'DeathRecorded',
    }),
  ]);
  return { made: made.map((each) => ({ ...each, key: `death/${each.key}` })), unused };
};

const badDate = (record: SdtmRecord): Mapped | null => {
  const name = { DM: 'DTHDTC', DS: 'DSSTDTC', SS: 'SSDTC', AE: 'AEENDTC' }[record.domain];
  const text = name === undefined ? undefined : record.cells[name];
  return text !== undefined && whenOf(text) === null
    ? refuse(record, name as string, `${JSON.stringify(text)} is not a date`, DATE_MEND)
    : null;
};

/** Every death that the rows of a subject speak of, in whatever domain. */
export const deathsOf = (records: readonly SdtmRecord[], fallbackDay: string): Mapped => {
  const claims = records.flatMap((record) => {
    const claim = claimIn(record);
    return claim ? [{ record, ...claim }] : [];
  });
  const bad = claims.flatMap(({ record }) => badDate(record) ?? []);
  if (bad.length > 0) return join(bad);
  const { deaths, open } = deathsFrom(claims, records);
  return join([{ made: deaths.map(madeOf) }, ...open.map((claim) => openDeath(claim, fallbackDay))]);
};

const STATUS: readonly (readonly [RegExp, JsonObject])[] = [
  [/^ALIVE/, { kind: 'ContactRecorded', status: 'alive' }],
  [/LOST/, { kind: 'CareTransitioned', to: 'lost-to-follow-up' }],
  [/WITHDR/, { kind: 'CareTransitioned', to: 'withdrew' }],
];

const unknownStatus = (status: string, day: string, record: SdtmRecord): Mapped => {
  const term = status === '' ? 'SSSTRESC' : status.slice(0, 200);
  const reason = 'a vital status that is not known here: it may be a death';
  return kept(record, day, { term, reason, wouldBe: 'DeathRecorded' });
};

/** A row of the survival sweep that speaks of no death. */
export const survivalOf = (record: SdtmRecord, fallbackDay: string): Mapped => {
  const dated = cell(record, 'DTC');
  const when = whenOf(dated);
  const status = (resultOf(record) ?? '').toUpperCase();
  if (dated !== undefined && when === null)
    return refuse(record, 'SSDTC', `${JSON.stringify(dated)} is not a date`, DATE_MEND);
  const known = STATUS.find(([pattern]) => pattern.test(status))?.[1];
  if (!known) return unknownStatus(status, when?.occurredOn ?? fallbackDay, record);
  return when
    ? one(record, { ...known, ...when })
    : kept(record, fallbackDay, { term: status, reason: 'has no date', wouldBe: 'ContactRecorded' });
};
