/** What this kit reads of a signal (CloudEvents 1.0); the schemas are those of /v1/signals/asyncapi.json. */
export interface SignalEnvelope {
  readonly id: string;
  readonly type: string;
  /** Id of the patient. */
  readonly subject: string;
  /** Clinical day. */
  readonly time: string;
  readonly recordedtime: string;
  /** Place in the feed, compared as text. */
  readonly sequence: string;
  /** Webhooks: id of the signal of this patient that was sent before. */
  readonly previous?: string;
  readonly replayed?: boolean;
  readonly data: SignalData;
}

export interface SignalData {
  readonly patientId: string;
  /** Place among the signals of the patient, dense from 0. */
  readonly revision: number;
  /** Revision of the patient that it was derived from. */
  readonly asOf: number;
  /** Left out in a reference, as everything below. */
  readonly key?: string;
  readonly now?: object | null;
  readonly before?: object | null;
  readonly supersedes?: string | null;
}
