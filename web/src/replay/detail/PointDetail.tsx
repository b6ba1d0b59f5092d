import { useTranslation } from 'react-i18next';
import { Response } from '@web/ui/Response';
import { useSay } from '../say';
import { FactChips } from './FactChips';
import type { PointResponse } from './selection.model';

interface Props {
  readonly responses: readonly PointResponse[];
  readonly onSelect: (id: string) => void;
}

/** One evaluation as every criterion judged it: those that drive endpoints first. */
export const PointDetail = ({ responses, onSelect }: Props) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  const ordered = [...responses].sort((a, b) => Number(b.drives) - Number(a.drives));
  const [first] = ordered;
  if (!first) return null;
  return (
    <article className="point-detail" data-time-point={first.point.timePointId}>
      <h3>
        {t('detail.evaluation')} <span className="num">{date(first.point.date)}</span>
      </h3>
      <ul>
        {ordered.map(({ compartment, criterion, drives, experimental, point }) => (
          <li key={`${compartment} ${criterion}`}>
            <Response value={point.value} /> {terms.codeName(criterion)}, {terms.codeName(compartment)}{' '}
            <code>{point.ruleId}</code>
            {!drives && <span className="muted"> {t('detail.doesNotDrive')}</span>}
            {experimental && <span className="warn-text"> {t('detail.experimental')}</span>}
          </li>
        ))}
      </ul>
      <FactChips
        ids={[...new Set(ordered.flatMap(({ point }) => point.facts))]}

        onSelect={onSelect}
      />
    </article>
  );
};
