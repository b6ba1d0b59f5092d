import type { RecordedEvent } from '@leptotrace/event-store';
import type { Projection, RowChange } from '@leptotrace/read-model';
import { CODE_DIGEST } from '../derivations/code-digest';
import { envelopeOf } from '../signals/envelope';
import { SIGNAL_CATEGORY } from '../signals/signal-streams';

/** All signals in the order of the log, as they are sent: the feed of every patient, by position. */
export class SignalsProjection implements Projection {
  readonly model = 'signals';
  readonly definition = CODE_DIGEST.slice(0, 12);
  readonly filter = { categories: [SIGNAL_CATEGORY] };

  /** @throws CorruptLog for an event of the category that is no signal. */
  async changes(events: readonly RecordedEvent[]): Promise<readonly RowChange[]> {
    return events.map((event) => ({ kind: 'put', key: event.position, row: envelopeOf(event) }));
  }
}
