import { useTranslation } from 'react-i18next';
import { kept } from '@web/format/formats';
import { termsOf, type Terms, type TermTexts } from './terms';

const termsIn = kept(termsOf);

/** Clinical terms in the reader's language. */
export const useTerms = (): Terms => {
  const { i18n } = useTranslation('terms');
  const { language } = i18n;
  const texts = (i18n.getResourceBundle(language, 'terms') ??
    i18n.getResourceBundle('en', 'terms')) as TermTexts;
  return termsIn(texts, language);
};
