import { Injectable } from '@nestjs/common';
import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';

/** What to watch (docs/operations.md). No label carries a patient. */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  readonly requests = new Counter({
    name: 'leptotrace_http_requests_total',
    help: 'Answered requests',
    labelNames: ['method', 'route', 'status'],
    registers: [this.registry],
  });
  readonly requestSeconds = new Histogram({
    name: 'leptotrace_http_request_seconds',
    help: 'Time to the end of the answer',
    labelNames: ['method', 'route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [this.registry],
  });
  readonly courseCache = new Counter({
    name: 'leptotrace_course_cache_requests_total',
    help: 'Derived answers: shared by another request, made, made alone because the cache was away, or made anew because what was there was not ours',
    labelNames: ['result'],
    registers: [this.registry],
  });
  readonly storeUp = new Gauge({
    name: 'leptotrace_store_up',
    help: '1 when the event log answers',
    registers: [this.registry],
  });
  readonly readModelsUp = new Gauge({
    name: 'leptotrace_read_models_up',
    help: '1 when the read models answer',
    registers: [this.registry],
  });
  readonly lagEvents = new Gauge({
    name: 'leptotrace_projection_lag_events',
    help: 'Events that the rows do not hold yet (counted up to 1000)',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  readonly lagSeconds = new Gauge({
    name: 'leptotrace_projection_lag_seconds',
    help: 'Age of the oldest event that the rows do not hold yet',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  readonly rootFaults = new Counter({
    name: 'leptotrace_root_faults_total',
    help: 'Roots of the log that were not written, or not told to the witness',
    registers: [this.registry],
  });
  readonly halted = new Gauge({
    name: 'leptotrace_projection_halted',
    help: '1 when this instance stopped, for a fault that is not that of one stream',
    labelNames: ['projection'],
    registers: [this.registry],
  });
  readonly recordedAhead = new Gauge({
    name: 'leptotrace_recorded_ahead_patients',
    help: 'Patients met here whose last statement was recorded beyond the clock',
    registers: [this.registry],
  });
  readonly quarantined = new Gauge({
    name: 'leptotrace_quarantined_streams',
    help: 'Streams that cannot be read or derived; nothing is written to them',
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }
}
