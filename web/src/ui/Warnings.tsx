import type { FactAnswer } from '@web/api/types';
import { useTerms } from '@web/terms/useTerms';

/** What is hardly meant of a fact, as the service tells it. */
export type WarningOfFact = Omit<FactAnswer['warnings'][number], 'check'> & { readonly check: string };

/** Told by glyph and words beside the fact; one that was accepted says why it stands. */
export const Warnings = ({ warnings }: { readonly warnings: readonly WarningOfFact[] }) => {
  const { codeNameIn } = useTerms();
  if (warnings.length === 0) return null;
  return (
    <ul className="checks fact-warnings" aria-label={codeNameIn('doubt', 'toCheck')}>
      {warnings.map(({ check, path, value, usual, slip, mend, accepted }) => (
        <li key={`${check} ${path}`} data-check={check}>
          <span aria-hidden="true">⚠ </span>
          <strong>{codeNameIn('check', check)}</strong>: <span className="num">{value}</span>{' '}
          <span className="muted">
            ({codeNameIn('doubt', 'usual')}: <span lang="en">{usual}</span>
            {slip !== undefined && (
              <>
                ; {codeNameIn('doubt', 'looksLike')}: <span lang="en">{slip}</span>
              </>
            )}
            )
          </span>{' '}
          {accepted === undefined ? (
            <span className="muted" lang={codeNameIn('mend', check) === check ? 'en' : undefined}>
              {codeNameIn('mend', check) === check ? mend : codeNameIn('mend', check)}
            </span>
          ) : (
            <span>
              {codeNameIn('doubt', 'accepted')}: {accepted}
            </span>
          )}
        </li>
      ))}
    </ul>
  );
};
