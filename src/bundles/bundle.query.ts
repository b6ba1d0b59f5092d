import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Derivations, type AskedQuestion } from '../derivations/derivations';
import { bundleOf, type Bundle } from './bundle';

export class GetBundle extends Query<Bundle> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
    readonly paramcd: string,
  ) {
    super();
  }
}

@QueryHandler(GetBundle)
export class GetBundleHandler implements IQueryHandler<GetBundle> {
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question, paramcd }: GetBundle): Promise<Bundle> {
    return bundleOf(await this.derivations.answer(patientId, question), paramcd);
  }
}
