import { useRef, useState } from 'react';
import { patientPath, post } from '@web/api/client';
import { ApiProblem } from '@web/api/problem';
import type { Supposition, WhatIfAnswer } from '@web/api/types';
import { asRecorded } from './model/submission';

export interface PreviewState {
  readonly isBusy: boolean;
  /** Of exactly what stands in the form now; `null` when that was not checked, or has changed since. */
  readonly answer: WhatIfAnswer | null;
  readonly isOutdated: boolean;
  readonly check: (suppositions: readonly Supposition[]) => Promise<void>;
}

interface Props {
  readonly patientId: string;
  /** What stands in the form. */
  readonly content: string;
  /** Several facts lie under /facts, one under /fact. */
  readonly many: boolean;
  readonly onFault: (fault: unknown) => void;
}

const placed = (fault: unknown, many: boolean): unknown =>
  fault instanceof ApiProblem
    ? new ApiProblem(fault.status, { ...fault, errors: asRecorded(fault.errors, many) })
    : fault;

/** Tries what is to be recorded on a copy of the course: what would change, or why it would be refused. */
export const usePreview = ({ patientId, content, many, onFault }: Props): PreviewState => {
  const [isBusy, setBusy] = useState(false);
  const [checked, setChecked] = useState<{ content: string; answer: WhatIfAnswer } | null>(null);
  const current = useRef(0);
  const check = async (suppositions: readonly Supposition[]): Promise<void> => {
    current.current += 1;
    const mine = current.current;
    setBusy(true);
    onFault(null);
    try {
      const path = patientPath(patientId, '/what-if');
      const answer = await post<WhatIfAnswer>(path, { body: { suppositions } });
      // An answer that comes after the next question is about a form that is no more.
      if (mine === current.current) setChecked({ content, answer });
    } catch (fault) {
      if (mine === current.current) onFault(placed(fault, many));
    } finally {
      if (mine === current.current) setBusy(false);
    }
  };
  const isCurrent = checked !== null && checked.content === content;
  return {
    isBusy,
    answer: isCurrent ? checked.answer : null,
    isOutdated: checked !== null && !isCurrent,
    check,
  };
};
