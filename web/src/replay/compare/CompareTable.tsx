import { useContext, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePatientQuery, useReplay } from '@web/api/queries';
import type { ComparisonAnswer, ReplayAnswer } from '@web/api/types';
import { dateText } from '@web/format/dates';
import { Failed } from '@web/ui/states';
import { Facts } from '../detail/facts';
import { dayText } from '../look/days';
import { questionAt } from '../look/question';
import type { Look } from '../look/useLook';
import type { Sides } from '../look/usePlace';
import { useSay } from '../say';
import { compareRows, type Row } from './rows';
import { SideOf, SubjectOf } from './Said';
import { failedOf, insteadOf } from './stand';
import './compare.css';

interface Props {
  readonly patientId: string;
  readonly look: Look;
  readonly sides: Sides;
  readonly shown: ReplayAnswer;
  readonly onSelect: (id: string) => void;
}

const FACTS_SHOWN = 3;

interface SourcesProps {
  readonly ids: Row['facts'];
  readonly onSelect: Props['onSelect'];
}

const Sources = ({ ids, onSelect }: SourcesProps) => {
  const facts = useContext(Facts);
  const { terms, date } = useSay();
  return (
    <>
      {ids.slice(0, FACTS_SHOWN).map((factId) => {
        const fact = facts.get(factId)?.fact;
        return (
          <button
            key={factId}
            type="button"
            className="button chip"
            data-fact-id={factId}
            onClick={() => onSelect(factId)}
          >
            {fact ? `${date(fact.occurredOn)} ${terms.kindName(fact.kind)}` : factId}
          </button>
        );
      })}
      {ids.length > FACTS_SHOWN && <span className="muted"> +{ids.length - FACTS_SHOWN}</span>}
    </>
  );
};

/** What changed between two looks: A, B, and the facts behind each change. */
export const CompareTable = ({ patientId, look, sides, shown, onSelect }: Props) => {
  const { t, i18n } = useTranslation('replay');
  const { terms } = useSay();
  const [asked, other] = [questionAt(look.controls, sides.a), questionAt(look.controls, sides.b)];
  const before = useReplay(patientId, asked);
  const comparison = usePatientQuery<ComparisonAnswer>(patientId, '/compare', {
    fromOn: asked.on,
    toOn: other.on,
    from: asked.asOf,
    to: other.asOf,
  });
  const rows = useMemo(
    () => (before.data ? compareRows(before.data, shown, comparison.data) : []),
    [before.data, comparison.data, shown],
  );
  const queries = [before, comparison];
  const failed = failedOf(queries);
  const instead = insteadOf(rows.length, queries);
  const heading = (side: 'A' | 'B', day: number) => (
    <th scope="col">
      <span className="handle">{side}</span> {dateText(dayText(day), i18n.language)}
    </th>
  );
  return (
    <section className="compare" aria-label={t('compare.title')} aria-busy={before.isFetching}>
      <h2>{t('compare.title')}</h2>
      {failed[0] && (
        <Failed fault={failed[0].error} onRetry={() => failed.forEach((query) => void query.refetch())} />
      )}
      {instead && <p className="muted">{t(`compare.${instead}`)}</p>}
      {rows.length > 0 && (
        <div className="table-scroll">
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('compare.change')}</th>
                <th scope="col">{t('compare.what')}</th>
                {heading('A', sides.a)}
                {heading('B', sides.b)}
                <th scope="col">{t('compare.facts')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.key} data-change={row.change}>
                  <td className="change">{t(`compare.${row.change}`)}</td>
                  <th scope="row">
                    <SubjectOf subject={row.subject} terms={terms} />
                  </th>
                  <td>
                    <SideOf side={row.a} />
                  </td>
                  <td>
                    <SideOf side={row.b} />
                  </td>
                  <td>
                    <Sources ids={row.facts} onSelect={onSelect} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
};
