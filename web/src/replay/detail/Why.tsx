import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { urlOf } from '@web/api/client';
import type { ReplayAnswer } from '@web/api/types';
import { Response } from '@web/ui/Response';
import type { Question } from '@web/api/queries';
import { useSay } from '../say';
import { FactChips } from './FactChips';
import type { Why as Model } from './why.model';

/** The endpoint whose derivation holds the response. */
const PARAMCD = { cns: 'CNSPFS', 'non-cns': 'NCNSPFS' } as const;

interface Props {
  readonly why: Model;
  readonly shown: ReplayAnswer;
  readonly question: Question;
  readonly onSelect: (id: string) => void;
}

/** Why a compartment stands where it stands: the rule that decided, and the facts it rests on. */
export const Why = ({ why, shown, question, onSelect }: Props) => {
  const { t } = useTranslation('replay');
  const { terms, date } = useSay();
  const { compartment, criterion, point } = why;
  const short = t(`responseName.${point.value}`, { defaultValue: point.value });
  const paramcd = compartment === 'cns' || compartment === 'non-cns' ? PARAMCD[compartment] : 'PFS';
  const audit = urlOf(`/patients/${encodeURIComponent(shown.patientId)}/audit`, { ...question, paramcd });
  return (
    <article className="why" data-time-point={point.timePointId}>
      <h3>
        {t('why.title', { response: short, where: terms.codeName(compartment) })}{' '}
        <Response value={point.value} />
      </h3>
      <p>
        {terms.codeName(criterion)}, <span className="num">{date(point.date)}</span>, {t('why.rule')}{' '}
        <code>{point.ruleId}</code>
      </p>
      <FactChips ids={point.facts} onSelect={onSelect} />
      {point.flags.length > 0 && (
        <ul className="why-flags">
          {point.flags.map(({ flag, says }) => (
            <li key={flag} lang={terms.flagLanguage(flag)}>
              {terms.flagSays(flag, says)}
            </li>
          ))}
        </ul>
      )}
      <p>
        <Link href={audit}>{t('why.audit')}</Link>
      </p>
    </article>
  );
};
