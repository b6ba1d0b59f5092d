import { useTranslation } from 'react-i18next';
import type { JsonValue } from '@leptotrace/kernel';
import { instantText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { useAudit } from '../context';
import type { Difference } from './difference';
import type { Entry, FactVersions } from './versions';

const textOf = (value: JsonValue | undefined): string => {
  if (value === undefined) return '–';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const Differences = ({ differences }: { readonly differences: readonly Difference[] }) => {
  const { t } = useTranslation('audit');
  if (differences.length === 0) return <p className="muted">{t('version.noDifference')}</p>;
  return (
    <table className="audit-table audit-diff">
      <thead>
        <tr>
          <th scope="col">{t('version.field')}</th>
          <th scope="col">{t('version.before')}</th>
          <th scope="col">{t('version.after')}</th>
        </tr>
      </thead>
      <tbody>
        {differences.map(({ path, before, after }) => (
          <tr key={path}>
            <th scope="row">
              <code>{path}</code>
            </th>
            <td>
              <del>{textOf(before)}</del>
            </td>
            <td>
              <ins>{textOf(after)}</ins>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Content = ({ entry }: { readonly entry: Entry }) => {
  const { t } = useTranslation('audit');
  if (!entry.fact) return null;
  return (
    <details className="audit-content">
      <summary>{t('version.content', { version: entry.version })}</summary>
      <pre tabIndex={0} aria-label={t('version.content', { version: entry.version })}>
        {JSON.stringify(entry.fact, null, 2)}
      </pre>
    </details>
  );
};

const Why = ({ entry }: { readonly entry: Entry }) => {
  const { t } = useTranslation('audit');
  const { codeName } = useTerms();
  const { statement, reason, note, movedTo } = entry;
  if (reason === undefined) return null;
  return (
    <p>
      {t('version.reason')} {statement === 'retracted' ? codeName(reason) : reason}
      {note !== undefined && ` – ${note}`}
      {movedTo && ` ${t('version.movedTo', movedTo)}`}
    </p>
  );
};

const Who = ({ entry }: { readonly entry: Entry }) => {
  const { t, i18n } = useTranslation('audit');
  const { actor, recordedAt, revision, origin } = entry;
  return (
    <p className="muted num">
      {instantText(recordedAt, i18n.language)} · {actor} · r{revision}
      {origin &&
        ` · ${t('version.origin', { actor: origin.actor, at: instantText(origin.recordedAt, i18n.language) })}`}
    </p>
  );
};

const Statement = ({ entry }: { readonly entry: Entry }) => {
  const { t } = useTranslation('audit');
  const { asked } = useAudit();
  const how = entry.change ?? entry.statement;
  return (
    <li className={entry.later ? 'audit-version later' : 'audit-version'} data-revision={entry.revision}>
      <p className="audit-version-head">
        {entry.fact && <strong>v{entry.version}</strong>}{' '}
        <span className="audit-tag">{t(`version.how.${how}`)}</span>
        {entry.later && (
          <span className="audit-tag ghost">{t('version.later', { asOf: asked.question.asOf })}</span>
        )}
      </p>
      <Who entry={entry} />
      <Why entry={entry} />
      {entry.statement === 'amended' && <Differences differences={entry.differences} />}
      <Content entry={entry} />
    </li>
  );
};

/** Every statement about the fact, the newest first: nothing is ever overwritten. */
export const Versions = ({ versions }: { readonly versions: FactVersions }) => {
  const { t } = useTranslation('audit');
  return (
    <section aria-label={t('version.title', { count: versions.count })}>
      <ol className="audit-versions">
        {[...versions.entries].reverse().map((entry) => (
          <Statement key={entry.revision} entry={entry} />
        ))}
      </ol>
    </section>
  );
};
