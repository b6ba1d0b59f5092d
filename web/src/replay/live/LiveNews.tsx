import { useTranslation } from 'react-i18next';
import type { Live } from '@web/live/useLive';
import type { ReplayAnswer } from '@web/api/types';
import { useSay } from '../say';

const useNewsText = () => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  return ({ news }: Live): string => {
    if (!news) return '';
    if (news.what.kind === 'signal') return t('live.signal');
    const { statement, kind } = news.what.line;
    return t('live.statement', {
      what: [terms.codeName(statement), kind === null ? '' : terms.kindName(kind)].join(' ').trim(),
    });
  };
};

/** Whether the page follows the log, and what came last, said once and in place. */
export const LiveNews = ({ live, shown }: { readonly live: Live; readonly shown: ReplayAnswer }) => {
  const { t } = useTranslation('replay');
  const say = useNewsText();
  const newer = shown.head - shown.revision;
  return (
    <span className="live" data-state={live.state}>
      <span className="live-dot" aria-hidden="true" />
      <span role="status">{t(`live.${live.state}`)}</span>
      <span className="live-news" role="status" key={live.news?.count}>
        {say(live)}
      </span>
      {newer > 0 && live.news && <span className="muted">{t('live.newer', { count: newer })}</span>}
    </span>
  );
};
