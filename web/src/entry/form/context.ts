import { createContext, useContext } from 'react';
import type { ProblemIssue } from '@web/api/problem';
import type { ReferenceField } from '../model/fields';
import type { Option } from '../model/options';
import type { Placed } from '../model/places';

/** What every field of a form reads: whose form it is, what was refused, and what may be pointed to. */
export interface FormContext {
  readonly kind: string;
  readonly placed: Placed;
  readonly optionsFor: (field: ReferenceField) => readonly Option[];
}

const NONE: FormContext = { kind: '', placed: new Map(), optionsFor: () => [] };

const Context = createContext<FormContext>(NONE);

export const FormProvider = Context.Provider;

export const useForm = (): FormContext => useContext(Context);

export const useIssues = (pointer: string): readonly ProblemIssue[] => useForm().placed.get(pointer) ?? [];
