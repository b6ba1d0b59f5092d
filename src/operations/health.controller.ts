import { Controller, Get, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ReadinessCheck, type Readiness } from './readiness';

@ApiTags('operations')
@Controller('health')
export class HealthController {
  constructor(private readonly readiness: ReadinessCheck) {}

  @Get('live')
  @ApiOperation({ summary: 'The process answers' })
  live(): { status: 'up' } {
    return { status: 'up' };
  }

  /**
   * An instance that serves single patients and takes statements stays in: taking all out would turn half a
   * fault into a whole. So also while rows are built, after a loss or for the first time.
   */
  @Get('ready')
  @ApiOperation({ summary: 'The log answers; how far each read model is, and which stand still and why' })
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<Readiness> {
    const readiness = await this.readiness.check();
    if (readiness.status === 'unavailable') void reply.status(503).header('Retry-After', '1');
    return readiness;
  }
}
