import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { urlOf } from '@web/api/client';
import type { Question } from '@web/api/queries';
import type { Fact, FactAnswer } from '@web/api/types';
import { instantText } from '@web/format/dates';
import { Document } from '@web/ui/Document';
import { Warnings } from '@web/ui/Warnings';
import { useSay } from '../say';
import type { FactGroup } from './selection.model';
import { Versions } from './Versions';

const Row = ({ says, children }: { readonly says: string; readonly children: ReactNode }) => (
  <div>
    <dt>{says}</dt>
    <dd>{children}</dd>
  </div>
);

const Source = ({ source }: { readonly source: NonNullable<Fact['source']> }) => (
  <>
    {source.document !== undefined && <Document document={source.document} />}{' '}
    {[source.system, source.version, source.page].filter((each) => each !== undefined).join(', ')}
  </>
);

const printedText = ({ printed }: Fact): string =>
  Object.entries(printed ?? {})
    .map(([name, words]) => `${name}: ${String(words)}`)
    .join('; ');

interface Props {
  readonly patientId: string;
  readonly found: FactAnswer;
  readonly group: FactGroup;
  readonly question: Question;
}

/** One fact: what it says, what its source printed, when and by whom it was recorded, and what became of it. */
export const FactDetail = ({ patientId, found, group, question }: Props) => {
  const { t, i18n } = useTranslation('replay');
  const { terms, date, summary } = useSay();
  const { fact, factId } = found;
  const audit = urlOf(`/patients/${encodeURIComponent(patientId)}/audit`, { ...question, fact: factId });
  const { from, to } = found.interval;
  return (
    <article className="fact-detail" data-fact-id={factId}>
      <h3>
        {terms.kindName(fact.kind)} <span className="muted num">{factId}</span>
      </h3>
      <p className="says">{summary(fact)}</p>
      <Warnings warnings={found.warnings} />
      {group !== 'known' && <p className="ghost-text">{t(`detail.group.${group}`)}</p>}
      <dl>
        <Row says={t('detail.occurred')}>
          {date(fact.occurredOn)} <span className="muted num">{from === to ? from : `${from} – ${to}`}</span>
          {fact.dateBasis !== undefined && <span className="muted"> {terms.codeName(fact.dateBasis)}</span>}
        </Row>
        <Row says={t('detail.recorded')}>{instantText(found.recordedAt, i18n.language)}</Row>
        {fact.author !== undefined && <Row says={t('detail.role')}>{terms.codeName(fact.author)}</Row>}
        {fact.source && (
          <Row says={t('detail.source')}>
            <Source source={fact.source} />
          </Row>
        )}
        {printedText(fact) !== '' && <Row says={t('detail.printed')}>{printedText(fact)}</Row>}
        {found.marks.length > 0 && (
          <Row says={t('detail.marks')}>{found.marks.map((mark) => terms.codeName(mark)).join(', ')}</Row>
        )}
      </dl>
      <Versions patientId={patientId} factId={factId} />
      <p>
        <Link href={audit}>{t('detail.audit')}</Link>
      </p>
    </article>
  );
};
