import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { hintIn, labelIn, saidIn, type FormTexts, type Said } from '../model/wording';

export interface FormWords {
  readonly language: string;
  readonly label: (kind: string, name: string) => string;
  readonly hint: (description: string | undefined) => Said;
  readonly said: (sentence: string) => Said;
}

/** Labels, hints and refusals of forms in the reader's language. */
export const useFormTexts = (): FormWords => {
  const { i18n } = useTranslation('entry');
  const { language } = i18n;
  return useMemo(() => {
    const texts = (i18n.getResourceBundle(language, 'entry') ??
      i18n.getResourceBundle('en', 'entry')) as FormTexts;
    return {
      language,
      label: (kind, name) => labelIn(texts, kind, name),
      hint: (description) => hintIn(texts, description, language),
      said: (sentence) => saidIn(texts, sentence, language),
    };
  }, [i18n, language]);
};
