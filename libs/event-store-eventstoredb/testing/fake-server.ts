import { createServer, type Server as TcpServer } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import {
  Server,
  ServerCredentials,
  status,
  type Metadata,
  type sendUnaryData,
  type ServerReadableStream,
  type ServerUnaryCall,
  type StatusObject,
  type UntypedHandleCall,
} from '@grpc/grpc-js';
import { StreamsService } from '@eventstore/db-client/generated/streams_grpc_pb';
import {
  TombstoneResp,
  type AppendReq,
  type AppendResp,
  type ReadReq,
  type ReadResp,
  type TombstoneReq,
} from '@eventstore/db-client/generated/streams_pb';
import { FakeLog, firstSince, type Expected, type FakeRecord, type Proposed, type Written } from './fake-log';
import { firstAt, subscribe, type Reading } from './fake-subscription';
import * as messages from './messages';

const BACKWARDS = 1;

const asksForLeader = (metadata: Metadata): boolean => metadata.get('requires-leader')[0] === 'true';

const isRepeat = (events: readonly Proposed[], first: readonly Proposed[]): boolean =>
  events.length === first.length && events.every(({ id }, index) => id === first[index]?.id);

type Answer = (fault: Partial<StatusObject> | null, value: unknown) => void;

/** What a test may let go wrong. Each member acts on the calls that come next. */
export interface Faults {
  /** So many calls are refused with a status. */
  refuse: { code: status; details?: Readonly<Record<string, string>>; times: number } | null;
  /** So many appends are committed, but their caller gets no answer. */
  loseAnswers: number;
  /** The answer to an append holds no position. */
  omitPositions: boolean;
  /**
   * An append is committed so much later. Its repeat that comes meanwhile is dropped, and answered when the
   * server has given up waiting for it: ABORTED, although the first one may be committed by then.
   */
  commitMs: number;
  /** After so long a dropped repeat is answered. */
  commitTimeoutMs: number;
  /** Reads that do not ask for the leader are answered from a node that is so far behind. */
  lagMs: number;
  /** The leader itself shows what it acknowledged so much later, as one that has just come to lead may. */
  leaderLagMs: number;
  /** The node that leads, as `host:port`: calls that ask for the leader are sent there. `null`: this one. */
  leader: string | null;
  /** Every answer comes so much later. */
  delayMs: number;
  /** No call is answered until it is false again. */
  isStalled: boolean;
  /** The user may not read `$all`. */
  deniesAll: boolean;
  /** Subscriptions are given each event so often. */
  deliveries: number;
}

/** A server that is closed to strangers: its certificate, and who may come in. */
export interface Closed {
  readonly key: Buffer;
  readonly certificate: Buffer;
  readonly user: string;
  readonly password: string;
}

/**
 * EventStoreDB as far as the adapter uses it, over its real protocol, in this process. It was written
 * from the protocol and the published behaviour of the server and is checked against the real client;
 * the same contract runs on a real server as well (README.md). For tests only.
 */
export class FakeEventStoreDb {
  readonly faults: Faults = {
    refuse: null,
    loseAnswers: 0,
    omitPositions: false,
    commitMs: 0,
    commitTimeoutMs: 2_000,
    lagMs: 0,
    leaderLagMs: 0,
    leader: null,
    delayMs: 0,
    isStalled: false,
    deniesAll: false,
    deliveries: 1,
  };
  /** Calls that arrived, by name: what a client really asked for. */
  readonly calls = new Map<string, number>();
  /** Messages that reads and subscriptions were sent. */
  written = 0;
  private server: Server | null = null;
  private holder: TcpServer | null = null;
  private port = 0;
  private readonly subscriptions = new Set<Reading>();
  private readonly committing = new Map<
    string,
    { readonly events: readonly Proposed[]; readonly done: Promise<unknown> }
  >();

  /** Nodes of a cluster are servers over one log. */
  constructor(
    private readonly closed: Closed | null = null,
    readonly log = new FakeLog(),
  ) {}

  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** A connection string that names no user, on an insecure connection. */
  get url(): string {
    return `esdb://${this.address}?tls=false`;
  }

  get openSubscriptions(): number {
    return this.subscriptions.size;
  }

  /** Listens; a second time on the port of the first. */
  async start(port = this.port): Promise<this> {
    await this.letGo();
    const server = new Server();
    server.addService(StreamsService, {
      append: this.answering('append', (call: ServerReadableStream<AppendReq, AppendResp>, answer) =>
        this.append(call, answer as sendUnaryData<AppendResp>),
      ),
      read: this.answering('read', (call: Reading) => this.read(call)),
      tombstone: this.answering('tombstone', (call: ServerUnaryCall<TombstoneReq, TombstoneResp>, answer) =>
        this.tombstone(call, answer as sendUnaryData<TombstoneResp>),
      ),
      delete: this.answering('delete', (_call, answer) => answer?.({ code: status.UNIMPLEMENTED }, null)),
      batchAppend: this.answering('batchAppend', (call: Reading) =>
        call.emit('error', { code: status.UNIMPLEMENTED }),
      ),
    });
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${port}`, this.credentials(), (fault, bound) =>
        fault ? reject(fault) : resolve(bound),
      ),
    );
    this.server = server;
    return this;
  }

  /** Cuts every connection at once; the log stays. */
  async stop(): Promise<void> {
    this.server?.forceShutdown();
    this.server = null;
    for (const call of [...this.subscriptions]) this.leave(call);
    // The port is free when the sockets are.
    await wait(20);
    await this.hold();
  }

  /** Takes a port, so that a client can be pointed at a server that is not there yet. */
  async reserve(): Promise<void> {
    await this.start();
    await this.stop();
  }

  /** Keeps the port for the next start: nobody else may answer on it meanwhile. Connections are cut at once. */
  private async hold(): Promise<void> {
    const holder = createServer((socket) => socket.destroy()).unref();
    holder.on('error', () => undefined);
    this.holder = holder;
    await new Promise<void>((resolve) =>
      holder.listen(this.port, '127.0.0.1', resolve).once('error', () => resolve()),
    );
  }

  private async letGo(): Promise<void> {
    const { holder } = this;
    this.holder = null;
    if (holder?.listening) await new Promise((resolve) => holder.close(resolve));
  }

  /** Ends the running subscriptions: with a fault, as if done, or by cutting the connection. */
  async drop(how: 'error' | 'end' | 'close'): Promise<void> {
    if (how === 'close') {
      await this.stop();
      await this.start();
      return;
    }
    for (const call of [...this.subscriptions]) {
      this.leave(call);
      if (how === 'end') call.end();
      else call.emit('error', messages.faultOf(status.UNAVAILABLE));
    }
  }

  private credentials(): ServerCredentials {
    if (!this.closed) return ServerCredentials.createInsecure();
    const { key, certificate } = this.closed;
    return ServerCredentials.createSsl(null, [{ private_key: key, cert_chain: certificate }]);
  }

  /** Each call says who makes it, or is not heard. */
  private isKnown(metadata: Metadata): boolean {
    if (!this.closed) return true;
    const { user, password } = this.closed;
    const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
    return metadata.get('authorization')[0] === expected;
  }

  private leave(call: Reading): void {
    call.emit('left');
  }

  /** What goes wrong goes wrong before the call is looked at, as behind a network that is slow or broken. */
  private answering<Call extends { readonly metadata: Metadata }>(
    name: string,
    serve: (call: Call, answer?: Answer) => unknown,
  ): UntypedHandleCall {
    const handle = (call: Call, answer?: Answer): void => {
      this.calls.set(name, (this.calls.get(name) ?? 0) + 1);
      void this.turn(call.metadata).then((turned) => {
        if (!turned && this.isKnown(call.metadata)) return serve(call, answer);
        const refusal = turned ?? messages.faultOf(status.UNAUTHENTICATED);
        if (answer) return answer(refusal, null);
        return (call as unknown as Reading).emit('error', refusal);
      });
    };
    return handle as unknown as UntypedHandleCall;
  }

  private async turn(metadata: Metadata): Promise<Partial<StatusObject> | null> {
    const { faults } = this;
    if (faults.delayMs > 0) await wait(faults.delayMs);
    while (faults.isStalled) await wait(10);
    if (faults.leader !== null && asksForLeader(metadata)) return messages.notLeader(faults.leader);
    if (!faults.refuse || faults.refuse.times <= 0) return null;
    faults.refuse.times -= 1;
    return messages.faultOf(faults.refuse.code, faults.refuse.details);
  }

  private append(call: ServerReadableStream<AppendReq, AppendResp>, answer: sendUnaryData<AppendResp>): void {
    let options: AppendReq.Options | undefined;
    const events: Proposed[] = [];
    call.on('data', (request: AppendReq) => {
      options ??= request.getOptions();
      const message = request.getProposedMessage();
      if (message) events.push(messages.proposedIn(message));
    });
    call.on('error', () => undefined);
    call.on('end', () => void this.take(options, events, answer));
  }

  private async take(
    options: AppendReq.Options | undefined,
    events: readonly Proposed[],
    answer: sendUnaryData<AppendResp>,
  ): Promise<void> {
    if (!options) return answer({ code: status.INVALID_ARGUMENT }, null);
    const expected = messages.expectedIn(options);
    const stream = messages.nameOf(options.getStreamIdentifier());
    const written = await this.commit(stream, expected, events);
    if (written === 'dropped') return answer(messages.faultOf(status.ABORTED), null);
    if (this.faults.loseAnswers > 0) {
      this.faults.loseAnswers -= 1;
      return answer(messages.faultOf(status.UNAVAILABLE), null);
    }
    if (written.kind === 'deleted') return answer(messages.streamDeleted(stream), null);
    if (written.kind === 'wrong-expected-version')
      return answer(null, messages.wrongExpectedVersion(written.actual, expected));
    answer(null, messages.appended(written.revision, written.position, !this.faults.omitPositions));
  }

  /** One commit of a stream at a time; others wait for it to be decided upon what it leaves. */
  private async commit(
    stream: string,
    expected: Expected,
    events: readonly Proposed[],
  ): Promise<Written | 'dropped'> {
    const { commitMs, commitTimeoutMs } = this.faults;
    for (let racing; (racing = this.committing.get(stream)); await racing.done) {
      if (!isRepeat(events, racing.events)) continue;
      await wait(commitTimeoutMs);
      return 'dropped';
    }
    if (commitMs === 0) return this.log.append(stream, expected, events);
    const done = wait(commitMs);
    this.committing.set(stream, { events, done });
    await done;
    this.committing.delete(stream);
    return this.log.append(stream, expected, events);
  }

  private tombstone(
    call: ServerUnaryCall<TombstoneReq, TombstoneResp>,
    answer: sendUnaryData<TombstoneResp>,
  ): void {
    const options = call.request.getOptions();
    const stream = messages.nameOf(options?.getStreamIdentifier());
    const expected = options ? messages.expectedIn(options) : 'any';
    const outcome = this.log.tombstone(stream, expected);
    if (outcome.kind === 'deleted') return answer(messages.streamDeleted(stream), null);
    if (outcome.kind === 'wrong-expected-version') {
      const details = {
        exception: 'wrong-expected-version',
        'stream-name': stream,
        'expected-version': String(expected),
        'actual-version': String(outcome.actual),
      };
      return answer(messages.faultOf(status.FAILED_PRECONDITION, details), null);
    }
    answer(null, new TombstoneResp());
  }

  private read(call: Reading): void {
    const write = call.write.bind(call) as (message: ReadResp) => boolean;
    call.write = (message: ReadResp): boolean => {
      this.written += 1;
      return write(message);
    };
    const options = call.request.getOptions();
    if (!options) return void call.emit('error', { code: status.INVALID_ARGUMENT });
    if (!options.hasAll()) return this.readStream(call, options);
    if (this.faults.deniesAll) {
      call.emit('error', messages.faultOf(status.PERMISSION_DENIED, { exception: 'access-denied' }));
      return;
    }
    if (options.hasSubscription()) return this.subscribe(call, options);
    this.readAll(call, options);
  }

  /** Forwards from the record at the position itself, backwards from the one in front of it. */
  private readAll(call: Reading, options: ReadReq.Options): void {
    const at = messages.positionIn(options);
    const records = this.shown(call, this.log.records);
    const index = at === null ? null : firstAt(records, at);
    const isBackwards = Number(options.getReadDirection()) === BACKWARDS;
    const found = isBackwards
      ? records.slice(0, index ?? records.length).reverse()
      : records.slice(index ?? 0);
    this.hand(call, found.slice(0, Number(options.getCount())));
  }

  private readStream(call: Reading, options: ReadReq.Options): void {
    const wanted = options.getStream();
    const name = messages.nameOf(wanted?.getStreamIdentifier());
    if (this.log.isDeleted(name)) return void call.emit('error', messages.streamDeleted(name));
    const records = this.shown(call, this.log.stream(name) ?? []);
    if (records.length === 0) {
      call.write(messages.streamNotFound(name));
      return void call.end();
    }
    const from = wanted?.hasRevision() ? Number(wanted.getRevision()) : 0;
    const isBackwards = Number(options.getReadDirection()) === BACKWARDS;
    const found = isBackwards
      ? records.slice(0, wanted?.hasEnd() ? records.length : from + 1).reverse()
      : records.slice(from);
    this.hand(call, found.slice(0, Number(options.getCount())));
  }

  /** What the node that is asked has of it by now. */
  private shown({ metadata }: Reading, records: readonly FakeRecord[]): readonly FakeRecord[] {
    const behindMs = asksForLeader(metadata) ? this.faults.leaderLagMs : this.faults.lagMs;
    return behindMs === 0 ? records : records.slice(0, firstSince(records, Date.now() - behindMs));
  }

  private hand(call: Reading, records: readonly FakeRecord[]): void {
    const resolves = call.request.getOptions()?.getResolveLinks() ?? false;
    for (const record of records)
      call.write(messages.readEvent(record, resolves ? this.log.resolved(record) : record));
    call.end();
  }

  private subscribe(call: Reading, options: ReadReq.Options): void {
    const forget = subscribe(call, options, this);
    this.subscriptions.add(call);
    const left = (): void => {
      forget();
      this.subscriptions.delete(call);
    };
    call.once('left', left);
    call.once('cancelled', () => {
      left();
      call.end();
    });
  }
}
