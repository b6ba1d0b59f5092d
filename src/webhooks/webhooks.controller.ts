import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiQuery, ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import type { CommandContext } from '@leptotrace/event-store';
import { filterSchema, SEQUENCE_PATTERN } from '@leptotrace/webhooks';
import { Context } from '../http/context';
import { dtoFrom } from '../http/dto-from-schema';
import { invalidAt } from '../http/problem';
import { limitOf } from '../read-models/rows';
import { readParameters } from '../timelines/parameters';
import type { DeliveriesAnswer, WebhookAnswer } from './webhook.answer';
import { Webhooks, type WebhooksAnswer, type WebhookToCreate, type WithSecret } from './webhooks';

const MEND = 'Send the `sequence` of a signal as it was, or null for the first.';
const after = Type.Union([Type.String({ pattern: SEQUENCE_PATTERN }), Type.Null()], {
  mend: MEND,
  description: 'Sequence of the signal to begin behind; null begins with the first.',
});

const createSchema = Type.Object({
  url: Type.String({ minLength: 1, maxLength: 2_000, mend: 'Send an https URL.' }),
  payload: Type.Optional(
    Type.Union([Type.Literal('reference'), Type.Literal('full')], {
      mend: 'Send reference (ids alone) or full.',
    }),
  ),
  filter: Type.Optional(filterSchema),
  after: Type.Optional(after),
});
const redriveSchema = Type.Object({
  signalIds: Type.Optional(
    Type.Array(Type.String({ maxLength: 100 }), {
      minItems: 1,
      maxItems: 1_000,
      mend: 'Send ids out of deadLetters, or leave it out for all.',
    }),
  ),
});

export class CreateWebhookDto extends dtoFrom('CreateWebhookBase', createSchema) {}
export class RedriveDto extends dtoFrom('RedriveBase', redriveSchema) {}
export class ReplayDto extends dtoFrom('ReplayBase', Type.Object({ after })) {}

const OUTCOMES = ['delivered', 'failed', 'held', 'dead-lettered'];

const outcomeOf = (text: string | undefined): string | null => {
  if (text === undefined || OUTCOMES.includes(text)) return text ?? null;
  throw invalidAt('/query/outcome', 'not an outcome', `Send ${OUTCOMES.join(', ')}.`);
};

const numberOf = (text: string | undefined): number | null => {
  if (text === undefined) return null;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalidAt('/query/before', 'not a number', 'Send the `next` of an earlier answer.');
};

@ApiTags('webhooks')
@ApiHeader({ name: 'Idempotency-Key', required: false })
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(private readonly webhooks: Webhooks) {}

  @Post()
  @ApiOperation({ summary: 'Be told of signals by signed POST; the secret is told in this answer alone' })
  create(@Body() dto: CreateWebhookDto, @Context() context: CommandContext): Promise<WithSecret> {
    return this.webhooks.create(dto as unknown as WebhookToCreate, context);
  }

  @Get()
  @ApiOperation({ summary: 'Webhooks that have not ended' })
  @ApiQuery({ name: 'all', required: false, description: '`true`: those that have ended as well.' })
  @ApiQuery({ name: 'cursor', required: false, description: 'The `next` of the page before.' })
  @ApiQuery({ name: 'limit', required: false })
  list(@Query() query: Record<string, unknown>): Promise<WebhooksAnswer> {
    const { all, cursor, limit } = readParameters(query, ['all', 'cursor', 'limit']);
    return this.webhooks.list({ all: all === 'true', cursor, limit: limitOf(limit) });
  }

  @Get(':webhookId')
  @ApiOperation({ summary: 'A webhook: how far it is, who waits, what was given up' })
  show(@Param('webhookId') webhookId: string): Promise<WebhookAnswer> {
    return this.webhooks.show(webhookId);
  }

  @Delete(':webhookId')
  @ApiOperation({ summary: 'Send nothing more' })
  remove(@Param('webhookId') webhookId: string, @Context() context: CommandContext): Promise<WebhookAnswer> {
    return this.webhooks.remove(webhookId, context);
  }

  @Get(':webhookId/deliveries')
  @ApiOperation({ summary: 'Each try, the newest first, with its answer' })
  @ApiQuery({ name: 'outcome', required: false, enum: OUTCOMES })
  @ApiQuery({ name: 'before', required: false, description: 'The `next` of an earlier answer.' })
  @ApiQuery({ name: 'limit', required: false })
  deliveries(
    @Param('webhookId') webhookId: string,
    @Query() query: Record<string, unknown>,
  ): Promise<DeliveriesAnswer> {
    const { outcome, before, limit } = readParameters(query, ['outcome', 'before', 'limit']);
    return this.webhooks.deliveries(webhookId, {
      outcome: outcomeOf(outcome),
      before: numberOf(before),
      limit: limitOf(limit),
    });
  }

  @Post(':webhookId/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send nothing for now; nothing is lost' })
  pause(@Param('webhookId') webhookId: string, @Context() context: CommandContext): Promise<WebhookAnswer> {
    return this.webhooks.pause(webhookId, context);
  }

  @Post(':webhookId/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on where it was paused, at once' })
  resume(@Param('webhookId') webhookId: string, @Context() context: CommandContext): Promise<WebhookAnswer> {
    return this.webhooks.resume(webhookId, context);
  }

  @Post(':webhookId/rotate')
  @HttpCode(200)
  @ApiOperation({ summary: 'New keys; the old ones sign beside them for 24 hours' })
  rotate(@Param('webhookId') webhookId: string, @Context() context: CommandContext): Promise<WithSecret> {
    return this.webhooks.rotate(webhookId, context);
  }

  @Post(':webhookId/redrive')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send dead letters again: those named, or all' })
  redrive(
    @Param('webhookId') webhookId: string,
    @Body() dto: RedriveDto,
    @Context() context: CommandContext,
  ): Promise<WebhookAnswer> {
    const { signalIds } = dto as { readonly signalIds?: readonly string[] };
    return this.webhooks.redrive(webhookId, signalIds, context);
  }

  @Post(':webhookId/replay')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send everything behind a sequence again, marked as replayed' })
  replay(
    @Param('webhookId') webhookId: string,
    @Body() dto: ReplayDto,
    @Context() context: CommandContext,
  ): Promise<WebhookAnswer> {
    return this.webhooks.replay(webhookId, (dto as unknown as { after: string | null }).after, context);
  }
}
