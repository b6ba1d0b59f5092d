import { useTranslation } from 'react-i18next';
import type { BestAnswer } from '@web/api/types';
import { useTerms } from '@web/terms/useTerms';
import { Response } from '@web/ui/Response';
import { useAudit } from '../context';
import { Verdict } from '../Verdict';
import { bestByCompartment, type CompartmentBest } from './definitions';

interface CellProps {
  readonly best: BestAnswer;
  readonly paramcd: 'BOR' | 'CBOR' | 'DOR';
}

const Cell = ({ best, paramcd }: CellProps) => {
  const { t } = useTranslation('audit');
  const { asked, url } = useAudit();
  const { codeName } = useTerms();
  const { criterion, compartment } = best;
  if (paramcd === 'DOR' && best.dor === null)
    return (
      <td className="muted">
        <span aria-hidden="true">–</span>
        <span className="visually-hidden">{t('definitions.noDuration')}</span>
      </td>
    );
  const chosen =
    asked.paramcd === paramcd && asked.criterion === criterion && asked.compartment === compartment;
  return (
    <td className={chosen ? 'chosen' : undefined}>
      <button
        type="button"
        className="audit-pick"
        aria-current={chosen ? 'true' : undefined}
        onClick={() => url.set({ paramcd, criterion, compartment, node: null, tree: null })}
      >
        {paramcd === 'DOR' && best.dor ? (
          <Verdict value={best.dor} />
        ) : (
          <Response value={(paramcd === 'BOR' ? best.bor : best.cbor).value} />
        )}
        <span className="visually-hidden">
          {' '}
          {t('definitions.showTree', { paramcd, criterion: codeName(criterion) })}
        </span>
      </button>
    </td>
  );
};

const Compartment = ({ compartment, best, disagree }: CompartmentBest) => {
  const { t } = useTranslation('audit');
  const { codeName } = useTerms();
  return (
    <>
      <h4 className="audit-subhead" id={`audit-best-${compartment}`}>
        {codeName(compartment)}{' '}
        {disagree && (
          <span className="audit-differs">
            <span aria-hidden="true">≠</span> {t('definitions.disagree')}
          </span>
        )}
      </h4>
      <table className="audit-table" aria-labelledby={`audit-best-${compartment}`}>
        <thead>
          <tr>
            <th scope="col">{t('definitions.criterion')}</th>
            <th scope="col">BOR</th>
            <th scope="col">CBOR</th>
            <th scope="col">DOR</th>
          </tr>
        </thead>
        <tbody>
          {best.map((each) => (
            <tr key={each.criterion} data-criterion={each.criterion}>
              <th scope="row">{codeName(each.criterion)}</th>
              <Cell best={each} paramcd="BOR" />
              <Cell best={each} paramcd="CBOR" />
              <Cell best={each} paramcd="DOR" />
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
};

/** Best responses, the criteria of a compartment side by side. */
export const BestResponses = () => {
  const { t } = useTranslation('audit');
  const { endpoints } = useAudit();
  const compartments = bestByCompartment(endpoints.responses);
  return (
    <>
      <h3 className="audit-subhead">{t('definitions.best')}</h3>
      {compartments.length === 0 && <p className="muted audit-pad">{t('definitions.noBest')}</p>}
      {compartments.map((each) => (
        <Compartment key={each.compartment} {...each} />
      ))}
    </>
  );
};
