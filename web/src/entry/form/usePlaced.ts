import { useTranslation } from 'react-i18next';
import type { ProblemIssue } from '@web/api/problem';
import type { ObjectField } from '../model/fields';
import { placeIssues, pointersOf, type Placed } from '../model/places';
import type { State } from '../model/state';
import { doubledNames } from '../model/submission';

/** A form inside a body: its fields, what stands in it, and where it lies. */
export interface FormPart {
  readonly fields: ObjectField['fields'];
  readonly state: State;
  readonly pointer: string;
}

export interface PlacedIssues {
  readonly placed: Placed;
  /** What no field shows. */
  readonly rest: readonly ProblemIssue[];
  readonly count: number;
  /** What this page itself sees: it is not sent before it is put right. */
  readonly own: readonly ProblemIssue[];
}

/** Each issue at its field; the rest is for the top of the form. */
export const usePlaced = (parts: readonly FormPart[], issues: readonly ProblemIssue[]): PlacedIssues => {
  const { t } = useTranslation('entry');
  const own = parts.flatMap(({ fields, state, pointer }) =>
    doubledNames(fields, state, pointer).map(({ path, name }) => ({
      path,
      message: t('record.twice', { name }),
      mend: t('record.twiceMend'),
    })),
  );
  const pointers = parts.flatMap(({ fields, state, pointer }) =>
    pointersOf({ name: '', required: true, type: 'object', fields }, state, pointer),
  );
  const all = [...own, ...issues];
  const placed = placeIssues(all, pointers);
  return { placed, rest: placed.get('') ?? [], count: all.length, own };
};
