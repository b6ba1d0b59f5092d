import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { FACT_KIND_NAMES } from '@leptotrace/clinical';
import { digestOf, type JsonObject } from '@leptotrace/kernel';
import { Problem } from '../http/problem';
import { readParameters } from '../timelines/parameters';
import { RESEARCH_USE } from '../timelines/timeline.answer';
import {
  BODY_NAMES,
  factSchema,
  kindsOfFacts,
  statementSchema,
  type KindOfFact,
  type SchemaDocument,
} from './documents';

interface KindsAnswer {
  readonly kinds: readonly KindOfFact[];
  readonly notice: string;
}

const KINDS: KindsAnswer = { kinds: kindsOfFacts(), notice: RESEARCH_USE };
const KINDS_VERSION = digestOf(KINDS as unknown as JsonObject);

/** An address that names a version holds that one for ever; any other is asked again each time. */
const FOR_EVER = 'public, max-age=31536000, immutable';
const ASK_AGAIN = 'public, no-cache';

const Version = () =>
  ApiQuery({ name: 'version', required: false, description: 'As the list names it: then it may be kept.' });

/** What a form needs to ask for a fact or a statement, from the schemas that check it. */
@ApiTags('schemas')
@Controller('v1/schemas')
export class SchemasController {
  @Get('facts')
  @ApiOperation({ summary: 'Kinds of facts by topic, and where their schemas are' })
  kinds(
    @Query() query: Record<string, unknown>,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): KindsAnswer | undefined {
    readParameters(query, []);
    return unlessKnown(reply.header('Cache-Control', ASK_AGAIN), known, KINDS_VERSION, KINDS);
  }

  @Get('facts/:kind')
  @ApiOperation({
    summary: 'JSON Schema of a kind of fact: mends, units, and what its references may point to',
  })
  @Version()
  fact(
    @Param('kind') kind: string,
    @Query() query: Record<string, unknown>,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): JsonObject | undefined {
    const found = factSchema(kind);
    if (!found) throw new Problem('not-found', `Use one of ${FACT_KIND_NAMES.join(', ')}.`);
    return served(found, query, known, reply);
  }

  @Get('statements/:name')
  @ApiOperation({ summary: 'JSON Schema of the body of a request about a patient or a fact' })
  @Version()
  statement(
    @Param('name') name: string,
    @Query() query: Record<string, unknown>,
    @Headers('if-none-match') known: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): JsonObject | undefined {
    const found = statementSchema(name);
    if (!found) throw new Problem('not-found', `Use one of ${BODY_NAMES.join(', ')}.`);
    return served(found, query, known, reply);
  }
}

const served = (
  { version, schema }: SchemaDocument,
  query: Record<string, unknown>,
  known: string | undefined,
  reply: FastifyReply,
): JsonObject | undefined => {
  const asked = readParameters(query, ['version']).version;
  if (asked !== undefined && asked !== version)
    throw new Problem('not-found', 'This version is not served here. Read /v1/schemas/facts again.');
  void reply.header('Cache-Control', asked === undefined ? ASK_AGAIN : FOR_EVER);
  return unlessKnown(reply, known, version, schema);
};

/** The content, or 304 when the asker holds it already. */
const unlessKnown = <T>(
  reply: FastifyReply,
  known: string | undefined,
  version: string,
  content: T,
): T | undefined => {
  const tag = `"${version}"`;
  void reply.header('ETag', tag);
  const tags = (known ?? '').split(',').map((text) => text.trim().replace(/^W\//, ''));
  if (!tags.includes(tag)) return content;
  void reply.status(304);
  return undefined;
};
