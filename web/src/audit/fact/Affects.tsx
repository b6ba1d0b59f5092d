import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Supposition } from '@web/api/types';
import { Failed, Loading } from '@web/ui/states';
import { useAudit } from '../context';
import { useWhatIf } from '../queries';
import { Changes } from '../what-if/Changes';
import { changesOf, tallyOf } from '../what-if/changes';

const Answer = ({ factId, retracted }: Props) => {
  const { t } = useTranslation('audit');
  const { asked } = useAudit();
  const suppositions: readonly Supposition[] = [
    { statement: retracted ? 'reinstated' : 'retracted', factId },
  ];
  const { data, error, refetch } = useWhatIf(asked, suppositions);
  if (error) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (!data) return <Loading />;
  const tally = tallyOf(data).map(({ group, count }) => t(`group.count.${group}`, { count }));
  return (
    <>
      <p role="status" data-part="affects">
        {data.values.length === 0
          ? t(retracted ? 'affects.nothingWith' : 'affects.nothing', { count: data.unchanged })
          : t(retracted ? 'affects.tallyWith' : 'affects.tally', { tally: tally.join(', ') })}
      </p>
      <Changes changes={changesOf(data.values)} title={t('changes.title')} />
    </>
  );
};

interface Props {
  readonly factId: string;
  readonly retracted: boolean;
}

/** Which values rest on the fact: those that change without it. Asked only when wanted. */
export const Affects = (props: Props) => {
  const { t } = useTranslation('audit');
  const [asking, setAsking] = useState(false);
  return (
    <section aria-labelledby="audit-affects" className="audit-pad">
      <h3 id="audit-affects">{t('affects.title')}</h3>
      {asking ? (
        <Answer {...props} />
      ) : (
        <p>
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {t(props.retracted ? 'affects.askWith' : 'affects.ask')}
          </button>
        </p>
      )}
    </section>
  );
};
