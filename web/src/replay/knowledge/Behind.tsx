import { useTranslation } from 'react-i18next';
import type { ReplayAnswer } from '@web/api/types';
import { dateText, instantText } from '@web/format/dates';
import { isDay } from '../look/days';
import { useSay } from '../say';
import type { Behind as Model } from './knowledge';

interface Props {
  readonly behind: Model;
  readonly shown: ReplayAnswer;
  /** State of knowledge as it was asked for: a revision, a day or an instant. */
  readonly asked: string | undefined;
  readonly onSelect: (id: string) => void;
}

const List = ({ shown, onSelect }: Pick<Props, 'shown' | 'onSelect'>) => {
  const { i18n } = useTranslation('replay');
  const { terms, date, summary } = useSay();
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
            {date(fact.occurredOn)} {summary(fact)}
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
              {fact ? summary(fact) : factId}
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

/** A day that was asked for is told as a day; a revision by its number and its minute. */
const useWhen = ({ shown, asked }: Pick<Props, 'shown' | 'asked'>): string => {
  const { t, i18n } = useTranslation('replay');
  const { asOf } = shown.timeline;
  if (asOf === null) return t('knowledge.nothing');
  if (asked !== undefined && isDay(asked))
    return t('knowledge.looking', { date: dateText(asked, i18n.language) });
  return t('knowledge.lookingAt', { revision: shown.revision, date: instantText(asOf, i18n.language) });
};

/** How what was known differs from what is known, and the list behind the numbers. */
export const Behind = ({ behind, shown, asked, onSelect }: Props) => {
  const { t } = useTranslation('replay');
  const { notYetRecorded, corrected, newer } = behind;
  const when = useWhen({ shown, asked });
  return (
    <>
      <p role="status">
        <strong>{when}</strong> {t('knowledge.notYetRecorded', { count: notYetRecorded })}{' '}
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
