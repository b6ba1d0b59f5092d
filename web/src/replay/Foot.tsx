import { useTranslation } from 'react-i18next';
import type { ReplayAnswer } from '@web/api/types';
import { instantText } from '@web/format/dates';
import { Fig } from './Fig';
import { figureAt } from './figures';
import { useSay } from './say';

/** Under which question, knowledge and rules the page stands: on paper it has to say so itself. */
export const Foot = ({ shown }: { readonly shown: ReplayAnswer }) => {
  const { t, i18n } = useTranslation('replay');
  const { terms, date } = useSay();
  const { asOf, ruleset, mode, origin } = shown.endpoints;
  return (
    <footer className="replay-foot muted num">
      <Fig of={figureAt(shown, 'on')}>
        {t('foot.on', { date: date(shown.on), zone: shown.timeline.zone })}
      </Fig>
      <Fig of={figureAt(shown, 'revision')}>
        {t('foot.known', {
          revision: shown.revision,
          date: asOf === null ? t('knowledge.nothingYet') : instantText(asOf, i18n.language),
        })}
      </Fig>
      <Fig of={figureAt(shown, 'endpoints.ruleset.id')}>{t('foot.ruleset', { id: ruleset.id })}</Fig>
      <Fig of={figureAt(shown, 'endpoints.ruleset.digest')}>
        <code>{ruleset.digest.slice(0, 12)}</code>
      </Fig>
      <Fig of={figureAt(shown, 'endpoints.mode')}>{t('foot.mode', { mode })}</Fig>
      {origin && (
        <Fig of={figureAt(shown, 'endpoints.origin.date')}>
          {t('foot.origin', { what: terms.codeName(origin.what), date: date(origin.date) })}
        </Fig>
      )}
    </footer>
  );
};
