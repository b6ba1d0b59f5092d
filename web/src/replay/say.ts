import { useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@web/api/types';
import { daysText, occurredText, type OccurredOn } from '@web/format/dates';
import { Facts } from './detail/facts';
import { useTerms } from '@web/terms/useTerms';
import type { Terms } from '@web/terms/terms';

type Dates = Parameters<typeof daysText>[0];
type Range = { readonly from: number; readonly to: number } | null;

/** Values of the answer in the reader's words and numbers. */
export interface Say {
  readonly terms: Terms;
  /** One line that says what a fact says, with the facts that it points to. */
  readonly summary: (fact: Fact) => string;
  readonly date: (date: unknown) => string;
  /** Every day that a date may mean, as briefly as they can be said. */
  readonly dates: (dates: unknown) => string;
  readonly days: (days: unknown) => string;
  readonly range: (range: unknown) => string;
  readonly percent: (value: unknown) => string;
  readonly dose: (dose: unknown) => string;
}

/** A figure's value is whatever its path leads to: a date that is not there is said to be none. */
export const useSay = (): Say => {
  const { t, i18n } = useTranslation('replay');
  const terms = useTerms();
  const facts = useContext(Facts);
  const { language } = i18n;
  return useMemo(() => {
    const none = t('noDate');
    return {
      terms,
      summary: (fact) => terms.summary(fact, (factId) => facts.get(factId)?.fact),
      date: (date) => occurredText((date ?? undefined) as OccurredOn | undefined, language) || none,
      dates: (dates) => (dates ? daysText(dates as Dates, language) : none),
      days: (days) => (typeof days === 'number' ? t('days', { count: days }) : t('notComputed')),
      range: (range) => {
        const found = range as Range;
        return found && found.from !== found.to ? `${found.from}–${found.to}` : '';
      },
      percent: (value) => (typeof value === 'number' ? `${terms.number(value)} %` : ''),
      dose: (dose) => (dose ? terms.quantity(dose as Parameters<Terms['quantity']>[0]) : ''),
    };
  }, [facts, language, t, terms]);
};
