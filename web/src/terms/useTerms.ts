import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { termsOf, type Terms, type TermTexts } from './terms';

/** Clinical terms in the reader's language. */
export const useTerms = (): Terms => {
  const { i18n } = useTranslation('terms');
  const { language } = i18n;
  return useMemo(() => {
    const texts = (i18n.getResourceBundle(language, 'terms') ??
      i18n.getResourceBundle('en', 'terms')) as TermTexts;
    return termsOf(texts, language);
  }, [i18n, language]);
};
