import { useTranslation } from 'react-i18next';
import { useSay } from '../say';
import type { Trust } from './trust.model';

type Props = Pick<Trust, 'flags' | 'contradictions'>;

/** What the reader must know before relying on the strip, in sentences and not in codes. */
export const Cautions = ({ flags, contradictions }: Props) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  if (flags.length + contradictions.length === 0) return null;
  const codes = [...new Set(contradictions.map(({ code }) => code))];
  return (
    <div className="cautions">
      <strong>
        <span aria-hidden="true">! </span>
        {t('strip.cautions')}
      </strong>
      <ul>
        {flags.map(({ flag, says }) => (
          <li key={flag} data-flag={flag} lang={terms.flagLanguage(flag)}>
            {terms.flagSays(flag, says)}
          </li>
        ))}
        {codes.map((code) => (
          <li key={code} data-contradiction={code}>
            {t(`contradiction.${code}`)}
          </li>
        ))}
      </ul>
    </div>
  );
};
