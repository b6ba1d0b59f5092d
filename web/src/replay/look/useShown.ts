import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useReplay, type Question } from '@web/api/queries';
import type { ReplayAnswer } from '@web/api/types';

/**
 * The answer of the look. While a handle is dragged the next question waits for the answer of the one
 * before: the picture follows the handle, instead of every answer being dropped for a newer question.
 * When the handle is let go its question goes at once, and one that is under way is given up.
 */
export const useShown = (
  patientId: string,
  question: Question,
  { isDragging, enabled }: { readonly isDragging: boolean; readonly enabled: boolean },
): UseQueryResult<ReplayAnswer> => {
  const [asked, ask] = useState(question);
  const shown = useReplay(patientId, isDragging ? asked : question, enabled);
  const mayAsk = !isDragging || !shown.isFetching;
  if (mayAsk && JSON.stringify(asked) !== JSON.stringify(question)) ask(question);
  return shown;
};
