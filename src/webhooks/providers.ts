import type { Provider } from '@nestjs/common';
import type { EventStore } from '@leptotrace/event-store';
import { systemClock } from '@leptotrace/kernel';
import type { Config } from '../config/config';
import { CONFIG, EVENT_STORE } from '../store/tokens';
import { Deliveries } from './deliveries';
import { FeedSource } from './feed-source';
import { WebhookStreams } from './webhook-streams';
import { Webhooks } from './webhooks';

export const WEBHOOK_PROVIDERS: Provider[] = [
  {
    provide: WebhookStreams,
    useFactory: (log: EventStore) => new WebhookStreams(log, systemClock),
    inject: [EVENT_STORE],
  },
  {
    provide: Webhooks,
    useFactory: (log: EventStore, streams: WebhookStreams, config: Config) =>
      new Webhooks(log, streams, config),
    inject: [EVENT_STORE, WebhookStreams, CONFIG],
  },
  FeedSource,
  Deliveries,
];
