import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { EventStore } from '@leptotrace/event-store';
import { PatientIndex } from '../patients/list-patients/patient-index';
import { EVENT_STORE } from '../store/tokens';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(
    @Inject(EVENT_STORE) private readonly store: EventStore,
    private readonly index: PatientIndex,
  ) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  @Get('ready')
  @ApiOperation({ summary: 'The log answers and the patient list has caught up' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const { ready, position, failure } = this.index.state;
    if (!ready) void reply.status(503).header('Retry-After', '1');
    return {
      status: ready ? 'ready' : 'starting',
      log: { head: await this.store.head() },
      projections: { patients: { position, failure } },
    };
  }
}
