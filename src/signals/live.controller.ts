import { applyDecorators, Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import { oncePer, type JsonObject } from '@leptotrace/kernel';
import type { FastifyReply } from 'fastify';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { PatientStreams } from '../patients/patient-streams';
import { readParameters } from '../timelines/parameters';
import { logOf } from '../timelines/timeline.queries';
import { sequenceIn, sequenceOf } from './sequence';
import { answerLive, type Message } from './server-sent';
import { SignalFeed, type FeedRequest } from './signal-feed';

const Following = (summary: string) =>
  applyDecorators(
    ApiOperation({ summary }),
    ApiProduces('text/event-stream'),
    ApiQuery({
      name: 'after',
      required: false,
      description: 'As in the feed: where a first connection begins.',
    }),
    ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Sent by browsers on reconnecting.' }),
  );

/** `Last-Event-ID` is where a reader was cut off: it is nearer than where it once began. */
const startOf = (query: Record<string, unknown>, lastEventId: string | undefined): string | null => {
  const { after } = readParameters(query, ['after']);
  const resumed = lastEventId === '' ? undefined : lastEventId;
  return sequenceOf(resumed, '/headers/last-event-id') ?? sequenceOf(after, '/query/after') ?? null;
};

/** The same for all readers of a page. */
const messagesIn = oncePer((page: readonly JsonObject[]): readonly Message[] =>
  page.map((signal) => ({ id: sequenceIn(signal), data: signal })),
);

async function* messagesOf(pages: AsyncIterable<readonly JsonObject[]>): AsyncGenerator<readonly Message[]> {
  for await (const page of pages) yield messagesIn(page);
}

@ApiTags('signals')
@Controller('v1')
export class LiveController {
  constructor(
    private readonly feed: SignalFeed,
    private readonly patients: PatientStreams,
  ) {}

  @Get('signals/live')
  @Following('Signals of all patients as server-sent events: what there is behind `after`, then each at once')
  async all(
    @Query() query: Record<string, unknown>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.open({ patientId: null, after: startOf(query, lastEventId) }, reply);
  }

  @Get('patients/:patientId/live')
  @Following('Signals of one patient as server-sent events')
  async ofPatient(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await logOf(this.patients, patientId);
    await this.open({ patientId, after: startOf(query, lastEventId) }, reply);
  }

  private async open(request: FeedRequest, reply: FastifyReply): Promise<void> {
    // Asked first: a fault is still an answer here, behind the first byte it could only cut off.
    await this.feed.read(request);
    answerLive(reply, (left) => messagesOf(this.feed.follow(request, left)));
  }
}
