import type { ReplayAnswer } from '@web/api/types';
import { useTerms } from '@web/terms/useTerms';
import { CheckItems } from '@web/ui/Doubt';
import { bySeverity } from './checks.model';
import { FactChips } from './FactChips';

interface Props {
  readonly shown: ReplayAnswer;
  readonly onSelect: (id: string) => void;
}

/** Every check of the course, the worst first, each with its facts and the way to put it right. */
export const Checks = ({ shown, onSelect }: Props) => {
  const { codeNameIn } = useTerms();
  const severities = bySeverity(shown.timeline.checks);
  if (severities.length === 0) return null;
  const title = codeNameIn('doubt', 'list');
  return (
    <section className="course-checks" aria-label={title}>
      <h2>{title}</h2>
      {severities.map(({ severity, checks }) => (
        <details key={severity} data-severity={severity} open={severity !== 'hint'}>
          <summary>
            {codeNameIn('severity', severity)} <span className="num">({checks.length})</span>
          </summary>
          <CheckItems checks={checks} linked={(ids) => <FactChips ids={ids} onSelect={onSelect} />} />
        </details>
      ))}
    </section>
  );
};
