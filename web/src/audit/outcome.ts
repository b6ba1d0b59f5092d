import { useTranslation } from 'react-i18next';
import { useTerms } from '@web/terms/useTerms';

export interface Ended {
  readonly cnsr: number | null;
  readonly cause: string | null;
  readonly evntdesc: string;
}

export interface Outcome {
  /** What ended the value, or why it is censored. */
  readonly description: (ended: Ended) => string;
  /** What lies on the date of a censored value. */
  readonly date: (ended: { readonly cnsdtdsc: string | null } & Ended) => string;
}

/** Why there is no value, as the service words it, and the name of its text here. */
const NO_VALUE: Readonly<Record<string, string>> = {
  'No origin': 'noOrigin',
  'Not at risk: the origin lies after the cutoff': 'originAfterCutoff',
  'Not at risk: death before the origin': 'deathBeforeOrigin',
};

/** Ends of values in the reader's language; a text that is not known here is shown as the service sends it. */
export const useOutcome = (): Outcome => {
  const { t } = useTranslation('audit');
  const { codeName, codeNameIn } = useTerms();
  const description = ({ cnsr, cause, evntdesc }: Ended): string => {
    if (cnsr === null) return NO_VALUE[evntdesc] ? t(`noValue.${NO_VALUE[evntdesc]}`) : evntdesc;
    return cnsr === 0 ? codeName(cause ?? evntdesc) : codeNameIn('cnsr', String(cnsr));
  };
  return {
    description,
    date: (ended) => (ended.cnsdtdsc === null ? description(ended) : codeName(ended.cnsdtdsc)),
  };
};
