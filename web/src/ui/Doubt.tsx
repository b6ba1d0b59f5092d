import type { ReactNode } from 'react';
import { useTerms } from '@web/terms/useTerms';

/** A check of the course as answers carry it; the message says what it found, in English. */
export interface CheckOfValue {
  readonly code: string;
  readonly facts: readonly string[];
  readonly message?: string;
}

interface ChecksProps {
  readonly checks: readonly CheckOfValue[];
  /** Facts as the screen links to them. */
  readonly linked: (factIds: readonly string[]) => ReactNode;
}

/** Checks in words: what is wrong, with which facts, and how to put it right. */
export const CheckItems = ({ checks, linked }: ChecksProps) => {
  const { codeNameIn } = useTerms();
  return (
    <ul className="checks">
      {checks.map(({ code, facts, message }) => (
        <li key={`${code} ${facts.join()} ${message ?? ''}`} data-check={code}>
          <strong>{codeNameIn('check', code)}</strong>
          {message !== undefined && (
            <span className="muted" lang="en">
              {' '}
              ({message})
            </span>
          )}{' '}
          {linked(facts)} <span className="muted">{codeNameIn('mend', code)}</span>
        </li>
      ))}
    </ul>
  );
};

/** A value that cannot be relied on says so in words; why, and by which facts, is one click away. */
export const Doubt = ({ determinacy, checks, linked }: ChecksProps & { readonly determinacy: string }) => {
  const { codeNameIn } = useTerms();
  if (determinacy !== 'contradicted' && checks.length === 0) return null;
  const word = codeNameIn('doubt', determinacy);
  const glyph = <span aria-hidden="true">⚠ </span>;
  if (checks.length === 0)
    return (
      <span className="doubt" data-determinacy={determinacy}>
        {glyph}
        {word}
      </span>
    );
  return (
    <details className="doubt" data-determinacy={determinacy}>
      <summary>
        {glyph}
        {word}
      </summary>
      <CheckItems checks={checks} linked={linked} />
    </details>
  );
};
