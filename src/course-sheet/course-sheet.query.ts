import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { believedAt } from '@leptotrace/timeline';
import { Derivations, type AskedAndDerived, type AskedQuestion } from '../derivations/derivations';
import { replayAnswer } from '../replay/replays';
import type { CourseAnswers } from './answers';
import { ENGINE_VERSION } from '../derivations/engine-version';
import { sheetOf } from './sheet';
import { LANGUAGES, type Language } from './texts';

/** The registration as it was known then: a pseudonym given later is not on an earlier sheet. */
const answersOf = (found: AskedAndDerived): CourseAnswers => ({
  ...replayAnswer(found),
  registration: believedAt(found.asked.log, found.asked.revision).registration,
  engineVersion: ENGINE_VERSION,
});

export interface CourseSheet {
  readonly patientId: string;
  readonly on: string;
  readonly revision: number;
  readonly pdf: Buffer;
}

export class GetCourseSheet extends Query<CourseSheet> {
  constructor(
    readonly patientId: string,
    readonly question: AskedQuestion,
    readonly language: Language,
  ) {
    super();
  }
}

@QueryHandler(GetCourseSheet)
export class GetCourseSheetHandler implements IQueryHandler<GetCourseSheet> {
  constructor(private readonly derivations: Derivations) {}

  async execute({ patientId, question, language }: GetCourseSheet): Promise<CourseSheet> {
    const answers = answersOf(await this.derivations.answer(patientId, question));
    const { on, revision } = answers.status;
    // What draws a PDF is loaded with the first sheet: no other answer needs it.
    const { courseSheetPdf } = await import('./draw/course-sheet');
    return { patientId, on, revision, pdf: await courseSheetPdf(sheetOf(LANGUAGES[language], answers)) };
  }
}
