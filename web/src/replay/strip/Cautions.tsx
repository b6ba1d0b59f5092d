import { useTranslation } from 'react-i18next';
import type { ReplayAnswer } from '@web/api/types';
import { useSay } from '../say';
import type { Trust } from './trust.model';

const COUNTS = ['late', 'undetermined', 'unplaced'] as const;

interface Props {
  readonly trust: Trust;
  readonly checks: ReplayAnswer['timeline']['checks'];
}

/** What the reader must know before relying on the strip, in sentences and not in codes. */
export const Cautions = ({ trust, checks }: Props) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  const { flags } = trust;
  const counts = COUNTS.filter((name) => trust[name] > 0);
  const codes = [...new Set(checks.flatMap(({ code, severity }) => (severity === 'hint' ? [] : [code])))];
  if (flags.length + codes.length + counts.length === 0) return null;
  return (
    <div className="cautions">
      <strong>
        <span aria-hidden="true">! </span>
        {t('strip.cautions')}
      </strong>
      <ul>
        {codes.map((code) => (
          <li key={code} data-check={code}>
            {terms.codeNameIn('check', code)}
          </li>
        ))}
        {counts.map((name) => (
          <li key={name} data-count={name}>
            {t(`strip.trust.${name}`, { count: trust[name] })}
          </li>
        ))}
        {flags.map(({ flag, says }) => (
          <li key={flag} data-flag={flag} lang={terms.flagLanguage(flag)}>
            {terms.flagSays(flag, says)}
          </li>
        ))}
      </ul>
    </div>
  );
};
