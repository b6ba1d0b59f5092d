import { Injectable } from '@nestjs/common';
import { categoryOf, keyOf, type Position } from '@leptotrace/event-store';
import { PATIENT_CATEGORY } from '../patients/patient-streams';
import { Quarantine } from '../read-models/quarantine';
import { CrossPatientRows, type Rows } from '../read-models/rows';
import { CheckCounter, type CheckCounts } from './counts';
import { CSV_HEADER, csvOf, foundIn, unreadableCsv, type FoundCheck, type Unreadable } from './found-check';
import type { QualityRow } from './quality.row';
import { isSought, soughtChecks, type Sought } from './sought';

/** Rows of the whole study pass by in such pieces: a row holds every check of its patient. */
const ROWS_A_READ = 200;
/** Rows looked at for a page behind the first: a rare check must not hold a request for long. */
const ROWS_A_PAGE = 10_000;

export interface QualityRequest {
  readonly sought: Sought;
  readonly cursor: string | undefined;
  /** Patients with such checks, at most. */
  readonly limit: number;
  /** The `Timeline-Position` of a write that must be included. */
  readonly position: string | undefined;
}

export interface QualityPage {
  /** Of everything that is asked for, in the answer without a cursor. */
  readonly counts: CheckCounts | null;
  readonly unreadable: readonly Unreadable[];
  readonly checks: readonly FoundCheck[];
  readonly next: string | null;
}

type Asked = Pick<QualityRequest, 'sought' | 'cursor' | 'position'>;

/** Ids are ASCII: nothing that is an id comes between this text and the id. */
const justBefore = (patientId: string): string =>
  `${patientId.slice(0, -1)}${String.fromCharCode(patientId.charCodeAt(patientId.length - 1) - 1)}~`;

/** Where the rows of one patient begin, or those behind the cursor. */
const beginOf = ({ sought: { patientId }, cursor }: Asked): string | undefined => {
  if (!patientId) return cursor;
  const before = justBefore(patientId);
  return cursor !== undefined && cursor > before ? cursor : before;
};

/** A page as it is being filled; the first one counts what comes behind it as well. */
class Page {
  readonly checks: FoundCheck[] = [];
  private readonly counter: CheckCounter | null;
  /** Whether there are rows that had no room. */
  private isMore = false;
  private last: string | null = null;
  private patients = 0;
  private looked = 0;

  constructor(private readonly request: QualityRequest) {
    this.counter = request.cursor === undefined ? new CheckCounter() : null;
  }

  get counts(): CheckCounts | null {
    return this.counter?.counts ?? null;
  }

  get next(): string | null {
    return this.isMore ? this.last : null;
  }

  get isDone(): boolean {
    return this.isMore && this.counter === null;
  }

  take(row: QualityRow): void {
    const { sought } = this.request;
    const isAsked = isSought(row, sought);
    if (isAsked) this.counter?.patient(soughtChecks(row, sought));
    this.isMore ||= this.isFull;
    if (!this.isMore) this.show(row, isAsked ? foundIn(row, sought) : []);
  }

  private get isFull(): boolean {
    return this.patients >= this.request.limit || (!this.counter && this.looked >= ROWS_A_PAGE);
  }

  private show({ patientId }: QualityRow, found: readonly FoundCheck[]): void {
    this.looked += 1;
    if (found.length > 0) this.patients += 1;
    this.checks.push(...found);
    this.last = patientId;
  }
}

/** The checks of all patients, from their rows. Nothing is held but one page and the counts. */
@Injectable()
export class QualityReport {
  constructor(
    private readonly rows: CrossPatientRows,
    private readonly quarantine: Quarantine,
  ) {}

  /** @throws Problem `behind`, ReadModelUnavailable */
  async page(request: QualityRequest): Promise<QualityPage & { readonly position: Position | null }> {
    const page = new Page(request);
    let position: Position | null = null;
    for await (const read of this.reads(request)) {
      position ??= read.position;
      read.rows.forEach((row) => page.take(row));
      if (page.isDone) break;
    }
    const { checks, counts, next } = page;
    return { counts, unreadable: await this.unreadable(request.sought), checks, next, position };
  }

  /** Every check as CSV, line by line. */
  async *csv(request: Pick<QualityRequest, 'sought' | 'position'>): AsyncGenerator<string> {
    const { sought } = request;
    let isBegun = false;
    for await (const { rows } of this.reads({ ...request, cursor: undefined })) {
      if (!isBegun) yield CSV_HEADER + (await this.unreadable(sought)).map(unreadableCsv).join('');
      isBegun = true;
      const lines = rows.flatMap((row) => (isSought(row, sought) ? foundIn(row, sought).map(csvOf) : []));
      if (lines.length > 0) yield lines.join('');
    }
  }

  private async *reads(asked: Asked): AsyncGenerator<Rows<QualityRow>> {
    const { patientId } = asked.sought;
    const { position } = asked;
    const limit = patientId ? 1 : ROWS_A_READ;
    for (let cursor = beginOf(asked); ;) {
      const read = await this.rows.page<QualityRow>('quality', { cursor, limit, position });
      yield read;
      if (read.next === null || patientId) return;
      cursor = read.next;
    }
  }

  /** Whatever the study and the site: those of a patient that cannot be read are not known. */
  private async unreadable({ patientId }: Sought): Promise<readonly Unreadable[]> {
    const streams = await this.quarantine.found();
    return streams
      .filter(({ stream }) => categoryOf(stream) === PATIENT_CATEGORY)
      .map(({ stream, revision, reason }) => ({ patientId: keyOf(stream), revision, reason }))
      .filter((each) => patientId === undefined || patientId === each.patientId);
  }
}
