import { Metadata, status, type StatusObject } from '@grpc/grpc-js';
import { Empty, StreamIdentifier, UUID } from '@eventstore/db-client/generated/shared_pb';
import {
  AppendResp,
  ReadResp,
  type AppendReq,
  type ReadReq,
} from '@eventstore/db-client/generated/streams_pb';
import type { Expected, FakeRecord, Proposed } from './fake-log';

const identifier = (name: string): StreamIdentifier => {
  const message = new StreamIdentifier();
  message.setStreamName(Buffer.from(name, 'utf8').toString('base64'));
  return message;
};

export const nameOf = (message: StreamIdentifier | undefined): string =>
  Buffer.from(message?.getStreamName_asU8() ?? []).toString('utf8');

const uuidOf = (id: string): UUID => {
  const message = new UUID();
  message.setString(id);
  return message;
};

const uuidText = (message: UUID | undefined): string => {
  if (!message?.hasStructured()) return message?.getString() ?? '';
  const half = (bits: string | number): string =>
    BigInt.asUintN(64, BigInt(bits)).toString(16).padStart(16, '0');
  const structured = message.getStructured();
  const hex =
    half(structured?.getMostSignificantBits() ?? '0') + half(structured?.getLeastSignificantBits() ?? '0');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
};

export const proposedIn = (message: AppendReq.ProposedMessage): Proposed => ({
  id: uuidText(message.getId()),
  type: String(message.getMetadataMap().get('type')),
  contentType: String(message.getMetadataMap().get('content-type')),
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});

interface WithExpectation {
  hasRevision(): boolean;
  getRevision(): string;
  hasNoStream(): boolean;
  hasStreamExists(): boolean;
}

export const expectedIn = (options: WithExpectation): Expected => {
  if (options.hasRevision()) return Number(options.getRevision());
  if (options.hasNoStream()) return 'no-stream';
  return options.hasStreamExists() ? 'stream-exists' : 'any';
};

const recordedOf = (record: FakeRecord): ReadResp.ReadEvent.RecordedEvent => {
  const recorded = new ReadResp.ReadEvent.RecordedEvent();
  recorded.setId(uuidOf(record.id));
  recorded.setStreamIdentifier(identifier(record.stream));
  recorded.setStreamRevision(String(record.revision));
  recorded.setCommitPosition(String(record.position));
  recorded.setPreparePosition(String(record.position));
  recorded.getMetadataMap().set('type', record.type);
  recorded.getMetadataMap().set('content-type', record.contentType);
  recorded.getMetadataMap().set('created', String(record.created));
  recorded.setData(record.data);
  recorded.setCustomMetadata(record.metadata);
  return recorded;
};

/** A record as it lies, or what it points to with the link beside it. */
export const readEvent = (record: FakeRecord, target: FakeRecord | null = record): ReadResp => {
  const event = new ReadResp.ReadEvent();
  if (target) event.setEvent(recordedOf(target));
  if (target !== record) event.setLink(recordedOf(record));
  event.setCommitPosition(String(record.position));
  const response = new ReadResp();
  response.setEvent(event);
  return response;
};

export const confirmation = (id: string): ReadResp => {
  const message = new ReadResp.SubscriptionConfirmation();
  message.setSubscriptionId(id);
  const response = new ReadResp();
  response.setConfirmation(message);
  return response;
};

export const caughtUp = (): ReadResp => {
  const response = new ReadResp();
  response.setCaughtUp(new ReadResp.CaughtUp());
  return response;
};

export const checkpoint = (position: bigint): ReadResp => {
  const message = new ReadResp.Checkpoint();
  message.setCommitPosition(String(position));
  message.setPreparePosition(String(position));
  const response = new ReadResp();
  response.setCheckpoint(message);
  return response;
};

export const streamNotFound = (name: string): ReadResp => {
  const message = new ReadResp.StreamNotFound();
  message.setStreamIdentifier(identifier(name));
  const response = new ReadResp();
  response.setStreamNotFound(message);
  return response;
};

export const appended = (revision: number, position: bigint, withPosition: boolean): AppendResp => {
  const success = new AppendResp.Success();
  success.setCurrentRevision(String(revision));
  if (withPosition) {
    const place = new AppendResp.Position();
    place.setCommitPosition(String(position));
    place.setPreparePosition(String(position));
    success.setPosition(place);
  } else success.setNoPosition(new Empty());
  const response = new AppendResp();
  response.setSuccess(success);
  return response;
};

export const wrongExpectedVersion = (actual: number, expected: Expected): AppendResp => {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (actual >= 0) wrong.setCurrentRevision(String(actual));
  else wrong.setCurrentNoStream(new Empty());
  if (typeof expected === 'number') wrong.setExpectedRevision(String(expected));
  else if (expected === 'no-stream') wrong.setExpectedNoStream(new Empty());
  else if (expected === 'any') wrong.setExpectedAny(new Empty());
  else wrong.setExpectedStreamExists(new Empty());
  const response = new AppendResp();
  response.setWrongExpectedVersion(wrong);
  return response;
};

/** A fault as the server words it: a status, and details in the trailer. */
export const faultOf = (
  code: status,
  details: Readonly<Record<string, string>> = {},
): Partial<StatusObject> => {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(details)) metadata.add(name, value);
  return { code, details: details['exception'] ?? status[code], metadata };
};

/** The answer of a node that follows: where the one is that leads. */
export const notLeader = (leader: string): Partial<StatusObject> => {
  const [host = '', port = ''] = leader.split(':');
  const place = { 'leader-endpoint-host': host, 'leader-endpoint-port': port };
  return faultOf(status.NOT_FOUND, { exception: 'not-leader', ...place });
};

export const streamDeleted = (name: string): Partial<StatusObject> =>
  faultOf(status.FAILED_PRECONDITION, { exception: 'stream-deleted', 'stream-name': name });

/** Where a read of `$all` begins; `null` is its start or end. */
export const positionIn = (options: ReadReq.Options): bigint | null => {
  const all = options.getAll();
  return all?.hasPosition() ? BigInt(all.getPosition()?.getCommitPosition() ?? '0') : null;
};

type Filter = ReadReq.Options.FilterOptions;

const expressionOf = (expression: { getRegex(): string; getPrefixList(): string[] } | undefined) => {
  const regex = expression?.getRegex() ?? '';
  const pattern = regex === '' ? null : new RegExp(regex);
  const prefixes = expression?.getPrefixList() ?? [];
  return (text: string): boolean => pattern?.test(text) ?? prefixes.some((prefix) => text.startsWith(prefix));
};

/** Which records a filtered subscription is given. */
export const filterIn = (filter: Filter | undefined): ((record: FakeRecord) => boolean) => {
  if (!filter) return () => true;
  const matches = expressionOf(
    filter.hasStreamIdentifier() ? filter.getStreamIdentifier() : filter.getEventType(),
  );
  return filter.hasStreamIdentifier() ? ({ stream }) => matches(stream) : ({ type }) => matches(type);
};
