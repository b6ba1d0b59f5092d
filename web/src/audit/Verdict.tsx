import { useTranslation } from 'react-i18next';
import { useTerms } from '@web/terms/useTerms';
import { useOutcome, type Ended } from './outcome';

interface Props {
  readonly value: Ended & {
    readonly aval: number | null;
    readonly avalMonths?: number | null;
    readonly determinacy?: string;
  };
  /** With months and what ended it. */
  readonly large?: boolean;
}

const Months = ({ months }: { readonly months: number }) => {
  const { t, i18n } = useTranslation('audit');
  const format = new Intl.NumberFormat(i18n.language, { maximumFractionDigits: 2, minimumFractionDigits: 2 });
  return <span className="num muted">{t('verdict.months', { months: format.format(months) })}</span>;
};

/** Told by shape and word: a filled mark for an event, an open one for a censored value. */
const End = ({ cnsr, withCode }: { readonly cnsr: number; readonly withCode: boolean }) => {
  const { t } = useTranslation('audit');
  const event = cnsr === 0;
  return (
    <span className={event ? 'audit-end event' : 'audit-end censored'}>
      <span aria-hidden="true">{event ? '●' : '○'}</span> {t(event ? 'verdict.event' : 'verdict.censored')}
      {withCode && <span className="num"> (CNSR {cnsr})</span>}
    </span>
  );
};

/** A value that cannot be relied on says so in words wherever it stands. */
const Uncertain = ({ determinacy }: { readonly determinacy: string }) => {
  const { codeName } = useTerms();
  return (
    <span className={`audit-tag determinacy-${determinacy}`}>
      <span aria-hidden="true">⚠ </span>
      {codeName(determinacy)}
    </span>
  );
};

const UNCERTAIN: readonly string[] = ['contradicted', 'undetermined'];

const isUncertain = (determinacy: string | undefined): determinacy is string =>
  determinacy !== undefined && UNCERTAIN.includes(determinacy);

/** Days, whether they end with an event, and whether they can be relied on. */
export const Verdict = ({ value, large = false }: Props) => {
  const { t } = useTranslation('audit');
  const { description } = useOutcome();
  const { aval, avalMonths, cnsr, determinacy } = value;
  if (aval === null || cnsr === null)
    return <span className="audit-verdict none">{large ? description(value) : t('verdict.none')}</span>;
  return (
    <span className="audit-verdict" data-cnsr={cnsr} data-value={aval}>
      <strong className="num">{t('verdict.days', { days: aval })}</strong>
      {large && typeof avalMonths === 'number' && <Months months={avalMonths} />}
      <End cnsr={cnsr} withCode={large} />
      {large && <span>{description(value)}</span>}
      {!large && isUncertain(determinacy) && <Uncertain determinacy={determinacy} />}
    </span>
  );
};
