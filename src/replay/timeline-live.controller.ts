import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { invalidAt } from '../http/problem';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { PatientStreams } from '../patients/patient-streams';
import { answerLive } from '../signals/server-sent';
import { readParameters } from '../timelines/parameters';
import { logOf } from '../timelines/timeline.queries';
import { CourseFeed } from './course-feed';

const revisionIn = (text: string | undefined, path: string): number | null => {
  if (text === undefined) return null;
  const revision = /^r(\d{1,9})$/.exec(text)?.[1];
  if (revision !== undefined) return Number(revision);
  throw invalidAt(path, `${JSON.stringify(text)} is no revision`, 'Send the last revision you have, as r17.');
};

/** `Last-Event-ID` is where a reader was cut off: it is nearer than where it once began. */
const startOf = (
  query: Record<string, unknown>,
  lastEventId: string | undefined,
): { readonly revision: number; readonly path: string } | null => {
  const { after } = readParameters(query, ['after']);
  const places = [
    ['/headers/last-event-id', lastEventId === '' ? undefined : lastEventId],
    ['/query/after', after],
  ] as const;
  const [first] = places.flatMap(([path, text]) => {
    const revision = revisionIn(text, path);
    return revision === null ? [] : [{ revision, path }];
  });
  return first ?? null;
};

@ApiTags('timeline')
@Controller('v1/patients/:patientId')
export class TimelineLiveController {
  constructor(
    private readonly feed: CourseFeed,
    private readonly patients: PatientStreams,
  ) {}

  @Get('timeline/live')
  @ApiOperation({
    summary: 'Statements (event: recorded) and signals (event: signal) of one patient as they come',
    description:
      'Server-sent events. `recorded` carries a line of the log under the id r<revision>, without a gap behind `after` or Last-Event-ID; `signal` carries new signals only, which have a feed of their own.',
  })
  @ApiProduces('text/event-stream')
  @ApiQuery({ name: 'after', required: false, description: 'Last revision you have, as r17; else the head.' })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Sent by browsers on reconnecting.' })
  async live(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Query() query: Record<string, unknown>,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const start = startOf(query, lastEventId);
    const head = await this.headReaching(patientId, start?.revision ?? 0);
    if (start && start.revision > head)
      throw invalidAt(start.path, `revision ${start.revision} is not there`, `Name r0 to r${head}.`);
    const place = await this.feed.placeAt(patientId, start?.revision ?? head);
    answerLive(reply, (left) => this.feed.follow(place, left));
  }

  private async headReaching(patientId: string, revision: number): Promise<number> {
    const { length } = await logOf(this.patients, patientId);
    if (length > revision) return length - 1;
    // The read may have been shared with a caller who began it before the revision was written.
    return (await logOf(this.patients, patientId)).length - 1;
  }
}
