import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { Metrics } from './metrics';
import { ReadinessCheck, type Readiness } from './readiness';

@ApiTags('operations')
@Controller('metrics')
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    private readonly readiness: ReadinessCheck,
  ) {}

  @Get()
  @Header('Content-Type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiProduces('text/plain')
  @ApiOperation({ summary: 'For Prometheus' })
  async show(): Promise<string> {
    this.take(await this.readiness.check());
    return this.metrics.registry.metrics();
  }

  private take({ log, readModels, projections, quarantine, clock }: Readiness): void {
    this.metrics.quarantined.set(quarantine.streams);
    this.metrics.recordedAhead.set(clock.patients);
    this.metrics.storeUp.set(log.up ? 1 : 0);
    this.metrics.readModelsUp.set(readModels.up ? 1 : 0);
    for (const [projection, report] of Object.entries(projections)) {
      this.metrics.halted.set({ projection }, report?.state.kind === 'halted' ? 1 : 0);
      if (!report?.lag) continue;
      this.metrics.lagEvents.set({ projection }, report.lag.events);
      this.metrics.lagSeconds.set({ projection }, report.lag.seconds);
    }
  }
}
