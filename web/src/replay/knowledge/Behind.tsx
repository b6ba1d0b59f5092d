import { useTranslation } from 'react-i18next';
import type { ReplayAnswer } from '@web/api/types';
import { dateText, instantText } from '@web/format/dates';
import { useSay } from '../say';
import type { Behind as Model } from './knowledge';

interface Props {
  readonly behind: Model;
  readonly shown: ReplayAnswer;
  readonly asOf: string | null;
  readonly onSelect: (id: string) => void;
}

const List = ({ shown, onSelect }: Pick<Props, 'shown' | 'onSelect'>) => {
  const { i18n } = useTranslation('replay');
  const { terms, date } = useSay();
  const { notYetRecorded, corrections } = shown.since;
  const known = new Map(
    [...shown.timeline.facts, ...shown.timeline.undetermined, ...shown.timeline.retracted].map(
      ({ factId, fact }) => [factId, fact],
    ),
  );
  return (
    <ul>
      {notYetRecorded.map(({ factId, fact, recordedAt }) => (
        <li key={factId}>
          <button type="button" className="link" data-fact-id={factId} onClick={() => onSelect(factId)}>
            {date(fact.occurredOn)} {terms.summary(fact)}
          </button>{' '}
          <span className="muted num">
            {terms.codeName('recorded-late')} {instantText(recordedAt, i18n.language)}
          </span>
        </li>
      ))}
      {corrections.map(({ factId, revision, recordedAt, what }) => {
        const fact = known.get(factId);
        return (
          <li key={`${factId} ${revision}`}>
            <button type="button" className="link" data-fact-id={factId} onClick={() => onSelect(factId)}>
              {fact ? terms.summary(fact) : factId}
            </button>{' '}
            <span className="muted num">
              {terms.codeName(what)} {instantText(recordedAt, i18n.language)}
            </span>
          </li>
        );
      })}
    </ul>
  );
};

/** How what was known differs from what is known, and the list behind the numbers. */
export const Behind = ({ behind, shown, asOf, onSelect }: Props) => {
  const { t, i18n } = useTranslation('replay');
  const { notYetRecorded, corrected, newer } = behind;
  const when = asOf === null ? null : dateText(asOf.slice(0, 10), i18n.language);
  return (
    <>
      <p role="status">
        <strong>{when === null ? t('knowledge.nothing') : t('knowledge.looking', { date: when })}</strong>{' '}
        {t('knowledge.notYetRecorded', { count: notYetRecorded })}{' '}
        {t('knowledge.corrected', { count: corrected })}{' '}
        <span className="muted">{t('knowledge.newer', { count: newer })}</span>
      </p>
      {notYetRecorded + corrected > 0 && (
        <details>
          <summary>{t('knowledge.list')}</summary>
          <List shown={shown} onSelect={onSelect} />
        </details>
      )}
    </>
  );
};
