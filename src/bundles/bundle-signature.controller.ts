import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { RootSigner } from '@leptotrace/event-store';
import { Asking, AskingReader, READER_QUESTION } from '../derivations/asking';
import { Problem } from '../http/problem';
import { ROOT_SIGNER } from '../operations/root-key';
import { PatientIdPipe } from '../patients/patient-id.pipe';
import { readParameters } from '../timelines/parameters';
import { bundleText } from './bundle';
import { GetBundle } from './bundle.query';
import { bundleSignatureOf, type BundleSignature } from './bundle-signature';

@ApiTags('derived')
@Controller('v1/patients/:patientId/endpoints/:paramcd/bundle/signature')
export class BundleSignatureController {
  constructor(
    private readonly queries: QueryBus,
    @Inject(ROOT_SIGNER) private readonly signer: RootSigner | null,
  ) {}

  @Get()
  @AskingReader()
  @Asking('The signature of the bundle of the same question, to be kept beside it; the bundle stays the same')
  async signature(
    @Param('patientId', PatientIdPipe) patientId: string,
    @Param('paramcd') paramcd: string,
    @Query() query: Record<string, unknown>,
  ): Promise<BundleSignature> {
    const question = readParameters(query, READER_QUESTION);
    if (!this.signer) throw new Problem('not-configured', 'Bundles are signed where ROOT_KEY_FILE is set.');
    const bundle = await this.queries.execute(new GetBundle(patientId, question, paramcd));
    return bundleSignatureOf(bundleText(bundle), this.signer);
  }
}
