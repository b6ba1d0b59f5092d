import { useTranslation } from 'react-i18next';
import { usePatientQuery } from '@web/api/queries';
import type { Fact, HistoryAnswer } from '@web/api/types';
import { instantText } from '@web/format/dates';
import { useSay } from '../say';

/** A statement about a fact, as its history answers it. */
interface Said {
  readonly revision: number;
  readonly recordedAt: string;
  readonly actor: string;
  readonly statement: string;
  readonly fact?: Fact;
  readonly reason?: string;
  readonly note?: string;
}

interface Props {
  readonly patientId: string;
  readonly factId: string;
}

/** Every version of a fact with who said it and why. */
export const Versions = ({ patientId, factId }: Props) => {
  const { t, i18n } = useTranslation('replay');
  const { terms, summary } = useSay();
  const history = usePatientQuery<HistoryAnswer>(patientId, `/facts/${encodeURIComponent(factId)}/history`);
  const statements = (history.data?.statements ?? []) as readonly Said[];
  if (history.isPlaceholderData || statements.length === 0) return null;
  return (
    <ol className="versions" aria-label={t('detail.versions')}>
      {statements.map(({ revision, recordedAt, actor, statement, fact, reason, note }) => (
        <li key={revision}>
          <span className="num muted">
            r{revision} {instantText(recordedAt, i18n.language)}
          </span>{' '}
          <strong>{terms.codeName(statement)}</strong> {t('detail.by', { actor })}
          {fact && statements.length > 1 && <> {summary(fact)}</>}
          {reason !== undefined && <em> {terms.codeName(reason)}</em>}
          {note !== undefined && <em> {note}</em>}
        </li>
      ))}
    </ol>
  );
};
