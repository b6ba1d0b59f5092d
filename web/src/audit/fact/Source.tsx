import { useTranslation } from 'react-i18next';
import type { Fact } from '@web/api/types';
import { occurredText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { Document } from '@web/ui/Document';

/** Where the fact was read, by whom, and of which day it speaks. */
export const Source = ({ fact }: { readonly fact: Fact }) => {
  const { t, i18n } = useTranslation('audit');
  const { codeName } = useTerms();
  const { source, author, occurredOn, dateBasis, inferred } = fact;
  return (
    <dl className="audit-facts" data-part="source">
      <div>
        <dt>{t('fact.source')}</dt>
        <dd>
          {source ? (
            <>
              {source.document !== undefined && <Document document={source.document} />}{' '}
              {source.page !== undefined && <span>{source.page}</span>}{' '}
              <span className="muted">
                {source.system}
                {source.version !== undefined &&
                  ` · ${t('fact.documentVersion', { version: source.version })}`}
              </span>
            </>
          ) : (
            t('fact.noSource')
          )}
        </dd>
      </div>
      <div>
        <dt>{t('fact.occurred')}</dt>
        <dd>
          {occurredOn === undefined ? t('fact.undated') : occurredText(occurredOn, i18n.language)}
          {dateBasis !== undefined && ` (${codeName(dateBasis)})`}
        </dd>
      </div>
      {author !== undefined && (
        <div>
          <dt>{t('fact.author')}</dt>
          <dd>{codeName(author)}</dd>
        </div>
      )}
      {inferred === true && (
        <div>
          <dt>{t('fact.inferred')}</dt>
          <dd>{t('fact.inferredHow')}</dd>
        </div>
      )}
    </dl>
  );
};
