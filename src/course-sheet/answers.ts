import type { StatementOf } from '@leptotrace/clinical';
import type { ReplayAnswer } from '../replay/replay.answer';

/** What the sheet is made of: the answers of the API and the words of the registration, nothing derived anew. */
export interface CourseAnswers extends Pick<
  ReplayAnswer,
  'timeline' | 'status' | 'endpoints' | 'resistance' | 'decisions' | 'since'
> {
  readonly registration: StatementOf<'registered'> | null;
  readonly engineVersion: string;
}
