import { Body, Controller, Param, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiHeader, ApiOperation, ApiTags } from '@nestjs/swagger';
import { Type } from '@sinclair/typebox';
import { patientIdSchema, retractionProperties } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { Context } from '../../http/context';
import { dtoFrom } from '../../http/dto-from-schema';
import { doneOrProblem } from '../../http/problem';
import { PatientIdPipe } from '../patient-id.pipe';
import { MoveFact } from './move-fact.command';

const { supersedes, note } = retractionProperties;
const schema = Type.Object({ toPatientId: patientIdSchema(), supersedes, note });

export class MoveFactDto extends dtoFrom('MoveFactBase', schema) {}

interface MoveBody {
  readonly toPatientId: string;
  readonly supersedes: number;
  readonly note?: string;
}

export interface MovedFact {
  readonly from: { readonly patientId: string; readonly factId: string; readonly revision: number };
  readonly to: { readonly patientId: string; readonly factId: string; readonly revision: number };
  readonly correlationId: string;
}

@ApiTags('facts')
@Controller('v1/patients/:patientId/facts/:factId/move')
export class MoveFactController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @ApiOperation({ summary: 'Move a fact to the patient it belongs to' })
  @ApiHeader({ name: 'Idempotency-Key', required: false })
  async move(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('factId') factId: string,
    @Body() dto: MoveFactDto,
    @Context() context: CommandContext,
  ): Promise<MovedFact> {
    const body = dto as MoveBody;
    const move = { fromPatientId: patientId, factId, ...body };
    const { recorded, retracted, newFactId } = await this.commands.execute(new MoveFact(move, context));
    const there = doneOrProblem(recorded);
    const here = doneOrProblem(retracted ?? recorded);
    return {
      from: { patientId, factId, revision: here.revision },
      to: { patientId: body.toPatientId, factId: newFactId, revision: there.revision },
      correlationId: context.correlationId,
    };
  }
}
