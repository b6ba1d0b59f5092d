import { useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from './facts';
import { useSay } from '../say';

interface Props {
  readonly ids: readonly string[];
  readonly onSelect: (id: string) => void;
}

const SHOWN = 12;

/** The facts behind a value, each one click away. */
export const FactChips = ({ ids, onSelect }: Props) => {
  const facts = useContext(Facts);
  const { t } = useTranslation('replay');
  const { date, summary } = useSay();
  if (ids.length === 0) return <p className="muted">{t('why.noFacts')}</p>;
  return (
    <ul className="fact-chips">
      {ids.slice(0, SHOWN).map((factId) => {
        const found = facts.get(factId)?.fact;
        return (
          <li key={factId}>
            <button
              type="button"
              className="button chip"
              data-fact-id={factId}
              onClick={() => onSelect(factId)}
            >
              <span className="num muted">{date(found?.occurredOn)}</span>
              <span className="chip-text">{found ? summary(found) : factId}</span>
            </button>
          </li>
        );
      })}
      {ids.length > SHOWN && <li className="muted">{t('why.more', { count: ids.length - SHOWN })}</li>}
    </ul>
  );
};
