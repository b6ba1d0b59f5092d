import { setImmediate as nextTurn } from 'node:timers/promises';
import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { believedAt } from '@leptotrace/timeline';
import { headOf } from '../derivations/common.answer';
import { Derivations, type Asked, type AskedQuestion } from '../derivations/derivations';
import { endpointOf } from '../derivations/endpoint-of';
import { invalidAt } from '../http/problem';
import { PatientStreams } from '../patients/patient-streams';
import { SignalFeed } from '../signals/signal-feed';
import { logOf } from '../timelines/timeline.queries';
import { momentsOf, spansOf, type Look, type Moment } from './moments';
import { toldAbout } from './told';
import type { ValueHistoryAnswer } from './value-history.answer';

export interface HistoryRequest {
  readonly paramcd: string;
  readonly before?: string;
  readonly limit?: string;
}

const MOMENTS = 100;
const MOST_MOMENTS = 500;

const readLimit = (text: string | undefined): number => {
  const limit = Number(text ?? MOMENTS);
  if (Number.isInteger(limit) && limit >= 1 && limit <= MOST_MOMENTS) return limit;
  const mend = `Send a whole number from 1 to ${MOST_MOMENTS}.`;
  throw invalidAt('/query/limit', `${JSON.stringify(text)} is no number of moments`, mend);
};

const readBefore = (text: string | undefined): number => {
  if (text === undefined) return Infinity;
  const digits = /^r?(\d{1,9})$/.exec(text)?.[1];
  if (digits !== undefined) return Number(digits);
  const mend = 'Send `before` of the last answer, as r17.';
  throw invalidAt('/query/before', `${JSON.stringify(text)} is no revision`, mend);
};

/** Before its fact was recorded nothing could be counted from it. */
const firstRevision = ({ origin, log }: Asked): number =>
  typeof origin === 'string'
    ? 0
    : (believedAt(log).facts.get(origin.factId)?.versions[0].entry.revision ?? 0);

export class GetValueHistory extends Query<ValueHistoryAnswer> {
  constructor(
    readonly patientId: string,
    readonly question: Omit<AskedQuestion, 'asOf'>,
    readonly request: HistoryRequest,
  ) {
    super();
  }
}

@QueryHandler(GetValueHistory)
export class GetValueHistoryHandler implements IQueryHandler<GetValueHistory> {
  constructor(
    private readonly patients: PatientStreams,
    private readonly derivations: Derivations,
    private readonly feed: SignalFeed,
  ) {}

  async execute({ patientId, question, request }: GetValueHistory): Promise<ValueHistoryAnswer> {
    const { paramcd } = request;
    const [limit, before] = [readLimit(request.limit), readBefore(request.before)];
    const log = await logOf(this.patients, patientId);
    const now = this.derivations.answerFrom(patientId, log, question);
    endpointOf(now, paramcd);
    const head = headOf(now);
    const from = firstRevision(now.asked);
    const moments = momentsOf(log).filter(({ last }) => last >= from && last < before);
    const asked = moments.slice(-limit);
    const oldest = asked.length < moments.length ? asked[0] : undefined;
    const inAnswer = ({ revision }: { revision: number }): boolean =>
      revision >= (oldest?.first ?? 0) && revision < before;
    return {
      ...head,
      paramcd,
      spans: spansOf(
        await this.looks(
          now.asked,
          { question: { ...question, on: question.on ?? head.on }, paramcd },
          asked,
        ),
      ),
      complete: oldest === undefined,
      before: oldest?.first ?? null,
      told: toldAbout(paramcd, await this.feed.ofPatient(patientId)).filter(inAnswer),
    };
  }

  /** One derivation for each moment; other requests are served in between. */
  private async looks(
    { patientId, log }: Asked,
    { question, paramcd }: { readonly question: AskedQuestion; readonly paramcd: string },
    moments: readonly Moment[],
  ): Promise<readonly Look[]> {
    const looks: Look[] = [];
    for (const moment of moments) {
      await nextTurn();
      const found = this.derivations.answerFrom(patientId, log, { ...question, asOf: `r${moment.last}` });
      looks.push({ moment, value: endpointOf(found, paramcd) });
    }
    return looks;
  }
}
