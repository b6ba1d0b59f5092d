import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { differencesOf, type ValueDifference } from '@leptotrace/derivation';
import { compareRulesets, type ParameterDifference } from '@leptotrace/rules';
import { headOf, type AnswerHead } from './common.answer';
import { derivationAnswer, type DerivationAnswer, type DerivationQuestion } from './derivation.answer';
import { Derivations, type AskedQuestion } from './derivations';
import { endpointsAnswer, type EndpointsAnswer } from './endpoints.answer';
import { resistanceAnswer, type ResistanceReply } from './resistance.answer';
import { statusAnswer, type StatusAnswer } from './status.answer';

/** The answer by one reader; of several, that of the first, and all of them side by side. */
const sideBySide = async <T extends object>(
  question: AskedQuestion,
  answer: (question: AskedQuestion) => Promise<T>,
): Promise<T & { readonly readers?: readonly T[] }> => {
  const [reader, ...others] = (question.reader ?? '').split(',').map((name) => name.trim());
  if (others.length === 0) return answer(question);
  const readers = await Promise.all(
    [reader ?? '', ...others].map((name) => answer({ ...question, reader: name })),
  );
  return { ...(readers[0] as T), readers };
};

export class GetStatus extends Query<StatusAnswer> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
  ) {
    super();
  }
}

@QueryHandler(GetStatus)
export class GetStatusHandler implements IQueryHandler<GetStatus> {
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question }: GetStatus): Promise<StatusAnswer> {
    return sideBySide(question, (one) =>
      this.derivations.sharedAnswer(patientId, one, { name: 'status', make: statusAnswer }),
    );
  }
}

export class GetResistance extends Query<ResistanceReply> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
  ) {
    super();
  }
}

@QueryHandler(GetResistance)
export class GetResistanceHandler implements IQueryHandler<GetResistance> {
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question }: GetResistance): Promise<ResistanceReply> {
    return this.derivations.sharedAnswer(patientId, question, { name: 'resistance', make: resistanceAnswer });
  }
}

export class GetEndpoints extends Query<EndpointsAnswer> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
  ) {
    super();
  }
}

@QueryHandler(GetEndpoints)
export class GetEndpointsHandler implements IQueryHandler<GetEndpoints> {
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question }: GetEndpoints): Promise<EndpointsAnswer> {
    return sideBySide(question, (one) =>
      this.derivations.sharedAnswer(patientId, one, { name: 'endpoints', make: endpointsAnswer }),
    );
  }
}

export class GetDerivation extends Query<DerivationAnswer> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
    readonly of: DerivationQuestion,
  ) {
    super();
  }
}

@QueryHandler(GetDerivation)
export class GetDerivationHandler implements IQueryHandler<GetDerivation> {
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question, of }: GetDerivation): Promise<DerivationAnswer> {
    return derivationAnswer(await this.derivations.answer(patientId, question), of);
  }
}

export interface RulesetComparison {
  readonly before: AnswerHead;
  readonly after: AnswerHead;
  readonly parameters: readonly ParameterDifference[];
  readonly values: readonly ValueDifference[];
}

export class CompareRulesets extends Query<RulesetComparison> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
    readonly against: string | undefined,
  ) {
    super();
  }
}

@QueryHandler(CompareRulesets)
export class CompareRulesetsHandler implements IQueryHandler<CompareRulesets> {
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question, against }: CompareRulesets): Promise<RulesetComparison> {
    const other = this.derivations.ruleset(against, 'against');
    const before = await this.derivations.answer(patientId, question);
    const after = this.derivations.answerFrom(patientId, before.asked.log, {
      ...question,
      ruleset: other.id,
    });
    return {
      before: headOf(before),
      after: headOf(after),
      parameters: compareRulesets(before.asked.ruleset, after.asked.ruleset),
      values: differencesOf(before.derived, after.derived),
    };
  }
}
