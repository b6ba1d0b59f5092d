import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { compareValues, type ValueDifference } from '@leptotrace/derivation';
import { headOf } from '../derivations/common.answer';
import { deriveAsked, Derivations, type AskedQuestion } from '../derivations/derivations';
import { invalid, Problem, problemOf } from '../http/problem';
import { RESEARCH_USE } from '../timelines/timeline.answer';
import { supposedLog, type Refusal } from './supposed-log';
import type { Supposition, WhatIfAnswer, WouldChange } from './what-if.answer';

/** The problem that a recording would be refused with, at the place of the supposition. */
const problemAt = ({ rejection, at, pathOf }: Refusal): Problem => {
  if (rejection.kind === 'invalid')
    return invalid(rejection.issues.map((issue) => ({ ...issue, path: pathOf(issue.path) })));
  const { title, detail } = problemOf(rejection).details;
  const errors = [{ path: `/suppositions/${at}/factId`, message: title, mend: detail }];
  return new Problem(rejection.kind, detail, { errors });
};

const wouldChange = ({ what, before, after }: ValueDifference): WouldChange => ({
  what,
  group: what.slice(0, what.indexOf(' ')) as WouldChange['group'],
  before,
  after,
});

export class TrySuppositions extends Query<WhatIfAnswer> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
    readonly suppositions: readonly Supposition[],
  ) {
    super();
  }
}

/** Reads, decides and derives; there is no way from here into the log. */
@QueryHandler(TrySuppositions)
export class TrySuppositionsHandler implements IQueryHandler<TrySuppositions> {
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question, suppositions }: TrySuppositions): Promise<WhatIfAnswer> {
    const before = await this.derivations.answer(patientId, question);
    const { asked } = before;
    const supposed = supposedLog(patientId, asked.log.slice(0, asked.revision + 1), suppositions);
    if ('refusal' in supposed) throw problemAt(supposed.refusal);
    const { log } = supposed;
    // Never kept beside the answers about recorded facts: a supposition must not be mistaken for one.
    const after = deriveAsked({ ...asked, log, revision: log.length - 1 });
    const { differing, same } = compareValues(before.derived, after.derived);
    return {
      before: headOf(before),
      values: differing.map(wouldChange),
      unchanged: same,
      notice: RESEARCH_USE,
    };
  }
}
