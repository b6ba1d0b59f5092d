import type { ReactNode } from 'react';
import { rawText, type Figure } from './figures';

interface Props {
  readonly of: Figure;
  readonly children: ReactNode;
  readonly className?: string;
}

/** A value of the answer in the reader's words, with the raw one and its path beside it. */
export const Fig = ({ of, children, className = 'num' }: Props) => (
  <span className={className} data-figure={of.path} data-value={rawText(of.value)}>
    {children}
  </span>
);
