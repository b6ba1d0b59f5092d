import { Injectable } from '@nestjs/common';
import type { Position } from '@leptotrace/event-store';
import type { Generation, Lag } from '@leptotrace/read-model';
import type { FastifyReply } from 'fastify';
import { invalidAt, Problem } from '../http/problem';
import { Projections, type ModelName } from './projections';

const WAIT_MS = 2_000;
const ROWS_A_PAGE = 1_000;
const POSITION = /^(\d{20}|\d{40})$/;

export interface Rows<Row> {
  readonly rows: readonly Row[];
  readonly next: string | null;
  readonly position: Position | null;
  readonly generation: Generation;
}

export interface RowsRequest {
  readonly cursor: string | undefined;
  readonly limit: number;
  /** The `Timeline-Position` of a write that the rows must hold. */
  readonly position: string | undefined;
}

const positionOf = (text: string | undefined): Position | null => {
  if (text === undefined) return null;
  if (POSITION.test(text)) return text as Position;
  throw invalidAt(
    '/headers/timeline-position',
    'not a position of the log',
    'Send the Timeline-Position of an earlier answer as it was.',
  );
};

const behind = (lag: Lag): Problem =>
  new Problem(
    'behind',
    `The rows are ${lag.atLeast ? 'at least ' : ''}${lag.events} events and ${Math.ceil(lag.seconds)} s behind. Try again.`,
    { lag },
  );

/** Cross-patient reads: as far as the caller has seen, else 503 with the lag. */
@Injectable()
export class CrossPatientRows {
  constructor(private readonly projections: Projections) {}

  /** @throws Problem `behind`, ReadModelUnavailable */
  async page<Row>(model: ModelName, { cursor, limit, position }: RowsRequest): Promise<Rows<Row>> {
    const reader = this.projections.reader(model);
    const answer = await reader.page({ after: cursor ?? null, limit }, positionOf(position), WAIT_MS);
    if (answer.kind === 'behind') throw behind(await reader.lag(new Date()));
    const rows = answer.rows.map(({ row }) => row as unknown as Row);
    return {
      rows,
      next: rows.length === limit ? (answer.rows.at(-1)?.key ?? null) : null,
      position: answer.checkpoint.position,
      generation: answer.generation,
    };
  }

  /** All rows of one model, page by page: each page is of one instant, the pages are not. */
  async *pages<Row>(model: ModelName, position: string | undefined): AsyncGenerator<Rows<Row>> {
    let cursor: string | undefined;
    for (;;) {
      const page = await this.page<Row>(model, { cursor, limit: ROWS_A_PAGE, position });
      yield page;
      if (page.next === null) return;
      cursor = page.next;
    }
  }
}

export const limitOf = (text: string | undefined): number => {
  const limit = Number(text ?? 50);
  if (Number.isInteger(limit) && limit >= 1 && limit <= 200) return limit;
  throw invalidAt('/query/limit', 'not a page length', 'Send a whole number from 1 to 200.');
};

/** How far the answer is: the place of the log that its rows stand for. */
export const statePosition = (reply: FastifyReply, position: string | null): void => {
  if (position) void reply.header('Timeline-Position', position);
};
