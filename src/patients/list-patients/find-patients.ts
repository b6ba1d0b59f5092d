import type { Position } from '@leptotrace/event-store';
import type { ListedPatient } from '../../read-models/patients.projection';
import type { CrossPatientRows, RowsRequest } from '../../read-models/rows';
import { invalidAt } from '../../http/problem';

const LONGEST = 200;
const ROWS_A_READ = 1_000;
/** Rows looked at for one answer: a rare word in a large registry must not hold a request for long. */
const ROWS_AN_ANSWER = 10_000;

export interface FoundPatients {
  readonly patients: readonly ListedPatient[];
  /** Set as long as there are rows that were not looked at, even when none was found so far. */
  readonly next: string | null;
  readonly position: Position | null;
}

/** What is looked for, as it is compared. @throws Problem */
export const readSought = (text: string): string => {
  if (text.trim() !== '' && text.length <= LONGEST) return plain(text);
  throw invalidAt(
    '/query/q',
    text.length > LONGEST ? 'too long' : 'empty',
    `Send 1 to ${LONGEST} characters of an id, pseudonym, study or site, or leave q out.`,
  );
};

const plain = (text: string): string => text.trim().toLowerCase();

const holds = ({ patientId, pseudonym, study, site }: ListedPatient, sought: string): boolean =>
  [patientId, pseudonym, study, site].some((text) => text !== null && plain(text).includes(sought));

/** The place that all pages of an answer reach. */
const earlier = (a: Position | null, b: Position | null): Position | null =>
  a === null || (b !== null && b < a) ? b : a;

/** The next patients whose id, pseudonym, study or site holds the text, in the order of the list. */
export const findPatients = async (
  rows: CrossPatientRows,
  sought: string,
  { cursor, limit, position }: RowsRequest,
  most = ROWS_AN_ANSWER,
): Promise<FoundPatients> => {
  const patients: ListedPatient[] = [];
  let next = cursor ?? null;
  let reached: Position | null = null;
  for (let left = most; left > 0; left -= ROWS_A_READ) {
    const read = { cursor: next ?? undefined, limit: Math.min(ROWS_A_READ, left), position };
    const page = await rows.page<ListedPatient>('patients', read);
    patients.push(...page.rows.filter((row) => holds(row, sought)).slice(0, limit - patients.length));
    reached = earlier(reached, page.position);
    const isFull = patients.length === limit;
    // The rows are kept under the id of their patient: it is the cursor of whoever stops at it.
    next = isFull ? (patients.at(-1)?.patientId ?? null) : page.next;
    if (isFull || next === null) break;
  }
  return { patients, next, position: reached };
};
