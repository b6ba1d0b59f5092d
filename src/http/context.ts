import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { CommandContext } from '@leptotrace/event-store';
import { digestOf, randomId, type JsonValue } from '@leptotrace/kernel';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { actorOf } from './actor';
import { type Done, invalidAt } from './problem';

const revisionOf = (ifMatch: string): number => {
  const match = /^"r(\d{1,9})"$/.exec(ifMatch);
  if (!match)
    throw invalidAt('/headers/if-match', 'not a revision', 'Send the ETag of an earlier answer, as "r17".');
  return Number(match[1]);
};

const textHeader = (request: FastifyRequest, name: string): string | undefined => {
  const value = request.headers[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

const commandIdOf = (request: FastifyRequest): string => {
  const key = textHeader(request, 'idempotency-key');
  if (key !== undefined && key.length > 200) {
    throw invalidAt('/headers/idempotency-key', 'too long', 'Send at most 200 characters, best a UUID.');
  }
  return key ?? randomId();
};

const whoAsks = (request: FastifyRequest): string => actorOf(request) ?? 'local';

/** Who asks, for what has no idempotency key. */
export const Actor = createParamDecorator((_data: unknown, host: ExecutionContext): string =>
  whoAsks(host.switchToHttp().getRequest<FastifyRequest>()),
);

/** Who asks, under which idempotency key, decided on which revision: plain data inside the command. */
export const Context = createParamDecorator((_data: unknown, host: ExecutionContext): CommandContext => {
  const request = host.switchToHttp().getRequest<FastifyRequest>();
  const ifMatch = textHeader(request, 'if-match');
  const body = (request.body ?? null) as JsonValue;
  return {
    commandId: commandIdOf(request),
    digest: digestOf([request.method, request.url, body]),
    actor: whoAsks(request),
    tenantId: 'local',
    correlationId: textHeader(request, 'x-correlation-id')?.slice(0, 200) ?? randomId(),
    ...(ifMatch === undefined ? {} : { ifMatch: revisionOf(ifMatch) }),
  };
});

/** States what the answer stands on: the revision as ETag, the place in the log for read-your-writes. */
export const stateRevision = (
  reply: FastifyReply,
  { revision, position }: Pick<Done, 'revision' | 'position'>,
): void => {
  void reply.header('ETag', `"r${revision}"`);
  if (position) void reply.header('Timeline-Position', position);
};
