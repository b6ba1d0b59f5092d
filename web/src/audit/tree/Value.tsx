import { useTranslation } from 'react-i18next';
import type { JsonValue } from '@leptotrace/kernel';
import { dateText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { Response } from '@web/ui/Response';
import { shownValue, type Named, type Shown } from './value';

const Parts = ({ parts }: { readonly parts: readonly Named[] }) => (
  <>
    {parts.map(({ name, text, unit }) => (
      <span key={name} className="audit-sum">
        {name !== '' && name !== 'lesionId' && <code>{name}</code>} {text} {unit}
      </span>
    ))}
  </>
);

type EndpointShown = Extract<Shown, { readonly as: 'endpoint' }>;

const EndpointValue = ({ paramcd, aval, cnsr }: EndpointShown) => {
  const { t } = useTranslation('audit');
  if (aval === null || cnsr === null) return <strong>{`${paramcd}: ${t('verdict.none')}`}</strong>;
  return (
    <strong className="num">
      {paramcd} {t('verdict.days', { days: aval })}, {t(cnsr === 0 ? 'verdict.event' : 'verdict.censored')}{' '}
      (CNSR {cnsr})
    </strong>
  );
};

/** Ids and texts with signs of their own are names of nothing here. */
const NAMEABLE = /^[\w ()-]+$/;

const Word = ({ word }: { readonly word: string }) => {
  const { t } = useTranslation('audit');
  const { codeName } = useTerms();
  const name = codeName(word);
  return <strong>{NAMEABLE.test(word) ? t(`word.${word}`, { defaultValue: name }) : name}</strong>;
};

/** A value of a derivation, drawn as what it is. */
export const Value = ({ value }: { readonly value: JsonValue }) => {
  const { t, i18n } = useTranslation('audit');
  const shown = shownValue(value);
  switch (shown.as) {
    case 'endpoint':
      return <EndpointValue {...shown} />;
    case 'response':
      return <Response value={shown.value} />;
    case 'answer':
      return <strong>{t(shown.yes ? 'value.yes' : 'value.no')}</strong>;
    case 'none':
      return <strong className="muted">{t('value.none')}</strong>;
    case 'date':
      return <strong className="num">{dateText(shown.date, i18n.language)}</strong>;
    case 'number':
      return <strong className="num">{shown.number}</strong>;
    case 'word':
      return <Word word={shown.word} />;
    case 'parts':
      return (
        <strong>
          <Parts parts={shown.parts} />
        </strong>
      );
  }
};
