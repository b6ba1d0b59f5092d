import { Injectable } from '@nestjs/common';
import type { PatientStatement, StatementOf } from '@leptotrace/clinical';
import type { JsonObject } from '@leptotrace/kernel';
import { feedSignalOf, type FeedSignal, type SignalSource } from '@leptotrace/webhooks';
import { PatientStreams } from '../patients/patient-streams';
import { signalTypeOf } from '../signals/schemas';
import { SignalFeed } from '../signals/signal-feed';

const signalOf = (envelope: JsonObject): FeedSignal =>
  feedSignalOf(signalTypeOf(envelope['type'] as string), envelope);

const isRegistration = (statement: PatientStatement): statement is StatementOf<'registered'> =>
  statement.statement === 'registered';

/** The feed as webhooks are sent from it. */
@Injectable()
export class FeedSource implements SignalSource {
  constructor(
    private readonly feed: SignalFeed,
    private readonly patients: PatientStreams,
  ) {}

  async page(after: string | null): Promise<readonly FeedSignal[]> {
    return (await this.feed.read({ patientId: null, after })).map(signalOf);
  }

  async ofPatient(patientId: string): Promise<readonly FeedSignal[]> {
    return (await this.feed.ofPatient(patientId)).map(signalOf);
  }

  async studyOf(patientId: string): Promise<string | null> {
    const log = await this.patients.log(patientId);
    const found = log?.map(({ statement }) => statement).find(isRegistration);
    return found?.study ?? null;
  }
}
