import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Field } from '../model/fields';
import { hasIssueIn } from '../model/places';
import { foldsOf } from '../model/prominence';
import { textOf, type Members } from '../model/state';
import { useForm } from './context';
import { FieldsInput } from './FieldInput';

interface FoldProps {
  readonly title: string;
  readonly mustOpen: boolean;
  readonly children: ReactNode;
}

/** Closed until it is asked for, or holds what is refused: an error is never out of sight. */
const Fold = ({ title, mustOpen, children }: FoldProps) => {
  const [asked, setAsked] = useState(false);
  const isOpen = asked || mustOpen;
  return (
    <details
      className="entry-fold"
      open={isOpen}
      onToggle={({ currentTarget }) => setAsked(currentTarget.open)}
    >
      <summary>{title}</summary>
      {isOpen && children}
    </details>
  );
};

interface Props {
  readonly fields: readonly Field[];
  readonly state: Members;
  readonly pointer: string;
  readonly onChange: (state: Members) => void;
}

/** The form of a fact: what it says first, what it may say beside that, and who said so. */
export const FactFields = ({ fields, state, pointer, onChange }: Props) => {
  const { t } = useTranslation('entry');
  const { kind, placed } = useForm();
  const { first, more, common } = foldsOf(kind, fields, { agent: textOf(state['agent']) });
  const hasIssue = (group: readonly Field[]): boolean =>
    group.some(({ name }) => hasIssueIn(placed, `${pointer}/${name}`));
  const inputs = (group: readonly Field[]) => (
    <FieldsInput fields={group} members={state} pointer={pointer} onChange={onChange} />
  );
  return (
    <>
      {inputs(first)}
      {more.length > 0 && (
        <Fold title={t('draft.more', { count: more.length })} mustOpen={hasIssue(more)}>
          {inputs(more)}
        </Fold>
      )}
      <Fold title={t('draft.common')} mustOpen={hasIssue(common)}>
        {inputs(common)}
      </Fold>
    </>
  );
};
