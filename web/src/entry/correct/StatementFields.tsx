import type { ReactNode } from 'react';
import { FormProvider } from '../form/context';
import { FieldsInput } from '../form/FieldInput';
import type { PlacedIssues } from '../form/usePlaced';
import type { Field } from '../model/fields';
import type { Members } from '../model/state';

/** What the page itself fills in: which statement is spoken of, and the fact as it should be. */
const FILLED_IN = ['supersedes', 'fact'];

export const askedOf = (fields: readonly Field[]): readonly Field[] =>
  fields.filter(({ name }) => !FILLED_IN.includes(name));

interface Props {
  readonly kind: string;
  readonly fields: readonly Field[];
  readonly state: Members;
  readonly issues: PlacedIssues;
  readonly onChange: (state: Members) => void;
  readonly children?: ReactNode;
}

/** What is said about a fact beside its content: why it is changed. */
export const StatementFields = ({ kind, fields, state, issues, onChange, children }: Props) => (
  <FormProvider value={{ kind, placed: issues.placed, optionsFor: () => [] }}>
    <FieldsInput fields={fields} members={state} pointer="" onChange={onChange} />
    {children}
  </FormProvider>
);
