import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import {
  AppendTooLarge,
  CorruptLog,
  NotReadable,
  RecordedAhead,
  StoreUnavailable,
} from '@leptotrace/event-store';
import { ReadModelUnavailable } from '@leptotrace/read-model';
import type { FastifyReply } from 'fastify';
import { Problem } from './problem';
import { sendProblem } from './send-problem';

interface HttpFault {
  readonly statusCode?: number;
  readonly code?: string;
  readonly message?: string;
}

const ofStatus = (status: number, message: string): Problem => {
  switch (status) {
    case 404:
      return new Problem('not-found', 'See /docs for what there is.');
    case 413:
      return new Problem('too-large', 'Send less in one request, or import the file with the command line.');
    case 415:
      return new Problem(
        'unsupported-media-type',
        'Send application/json (imports also take application/x-ndjson).',
      );
    default:
      return new Problem('invalid-request', message, {
        errors: [{ path: '', message, mend: 'Send a body that is JSON as the API describes it.' }],
      });
  }
};

const ofFramework = (fault: unknown): Problem => {
  const status =
    fault instanceof HttpException ? fault.getStatus() : ((fault as HttpFault | null)?.statusCode ?? 500);
  return status >= 400 && status < 500
    ? ofStatus(status, (fault as Error).message)
    : new Problem('internal', 'The fault is in the log of the server.');
};

/** Only what is safe to show: ids and sentences of ours, never a message from below. */
export const problemFrom = (fault: unknown): Problem => {
  if (fault instanceof Problem) return fault;
  if (fault instanceof StoreUnavailable)
    return new Problem('unavailable', 'Try again; repeat the request unchanged.');
  if (fault instanceof ReadModelUnavailable)
    return new Problem(
      'read-models-unavailable',
      'Single patients can still be read. Try again in a second.',
    );
  if (fault instanceof RecordedAhead)
    return new Problem(
      'clock',
      `The last statement about the patient was recorded at ${fault.recordedAt}; this instance says it is ` +
        `${fault.now}. Nothing was recorded. Correct the clock, or let it be recorded with that time (CLOCK_AHEAD).`,
      { recordedAt: fault.recordedAt, now: fault.now },
    );
  if (fault instanceof AppendTooLarge) return new Problem('too-large', fault.message);
  // A boundary let it through; nothing was written, and the decoder names the place.
  if (fault instanceof NotReadable) return new Problem('invalid-request', fault.message);
  if (fault instanceof CorruptLog) return new Problem('malformed-event', fault.message);
  return ofFramework(fault);
};

/** Said on purpose, and counted: under load it would fill the log. */
const isRefusal = (fault: unknown): boolean => fault instanceof Problem && fault.details.status === 503;

/** The one place where faults and refusals become answers. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  catch(fault: unknown, host: ArgumentsHost): void {
    const problem = problemFrom(fault);
    if (problem.details.status >= 500 && !isRefusal(fault)) this.log(fault);
    sendProblem(host.switchToHttp().getResponse<FastifyReply>(), problem);
  }

  /** Names and stacks only: a message could carry what a patient's record says. */
  private log(fault: unknown): void {
    const error = fault instanceof Error ? fault : new Error('not an error');
    const stack = (error.stack ?? '').split('\n').slice(1, 6).join('\n');
    this.logger.error(`${error.name}\n${stack}`);
  }
}
