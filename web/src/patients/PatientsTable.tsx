import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ListedPatient } from '@web/api/types';
import { daysText, instantText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import { Response } from '@web/ui/Response';
import { COLUMNS, compartmentOf, type Column, type Progression, type Sorting } from './listing';

const SHOWN = { progression: 'PD', suspected: 'SUSPECTED_PD', 'not-evaluable': 'NE', none: null } as const;

/** A list has room for what is wrong, the page of the patient for the facts. */
const Uncertain = ({ found }: { readonly found: Progression }) => {
  const { codeNameIn } = useTerms();
  const codes = [...new Set(found.checks.map(({ code }) => code))];
  return (
    <div className="doubt small" data-determinacy={found.determinacy}>
      <span aria-hidden="true">⚠ </span>
      {codeNameIn('doubt', found.determinacy)}
      {found.determinacy === 'contradicted' && (
        <span className="muted">: {codes.map((code) => codeNameIn('check', code)).join('; ')}</span>
      )}
    </div>
  );
};

const Status = ({ found }: { readonly found: Progression | null }) => {
  const { t, i18n } = useTranslation('patients');
  const { codeName } = useTerms();
  if (!found) return <span className="muted">{t('notDerived')}</span>;
  const letters = SHOWN[found.progression];
  return (
    <>
      {letters ? (
        <Response value={letters} provisional={found.progression === 'suspected'} />
      ) : (
        t('noProgression')
      )}
      {found.sinceDates && <span className="num"> {daysText(found.sinceDates, i18n.language)}</span>}
      {found.determinacy !== 'exact' && <Uncertain found={found} />}
      {found.by.length > 0 && <span className="muted"> {found.by.map(codeName).join(', ')}</span>}
    </>
  );
};

const Row = ({ patient }: { readonly patient: ListedPatient }) => {
  const { t, i18n } = useTranslation('patients');
  const { patientId, pseudonym, study, site, attribution, status, facts, lastRecordedAt } = patient;
  const belongsTo = [study, site].filter((part) => part !== null).join(' · ');
  return (
    <tr data-patient-id={patientId}>
      <th scope="row">
        <Link href={`/patients/${encodeURIComponent(patientId)}`}>{pseudonym ?? patientId}</Link>
        {belongsTo !== '' && <div className="muted small">{belongsTo}</div>}
        {attribution !== null && (
          <div className="muted small" lang="en">
            {attribution}
          </div>
        )}
      </th>
      <td>
        <Status found={compartmentOf(patient, 'cns')} />
      </td>
      <td>
        <Status found={compartmentOf(patient, 'non-cns')} />
      </td>
      <td>{t(`lm.${status.lm}`)}</td>
      <td>{t(`vital.${status.vital}`)}</td>
      <td className="num end">{facts}</td>
      <td className="num">
        <time dateTime={lastRecordedAt}>{instantText(lastRecordedAt, i18n.language)}</time>
      </td>
    </tr>
  );
};

interface Props {
  readonly patients: readonly ListedPatient[];
  readonly sorting: Sorting;
  readonly onSort: (by: Column) => void;
}

const ariaSort = (column: Column, { by, descending }: Sorting) =>
  column !== by ? 'none' : descending ? 'descending' : 'ascending';

export const PatientsTable = ({ patients, sorting, onSort }: Props) => {
  const { t } = useTranslation('patients');
  return (
    <div className="table-scroll" role="region" aria-label={t('title')} tabIndex={0}>
      <table className="table patients">
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <th key={column} scope="col" aria-sort={ariaSort(column, sorting)}>
                <button type="button" className="sort" onClick={() => onSort(column)}>
                  {t(`columns.${column}`)}
                  <span aria-hidden="true" className="sort-mark">
                    {column !== sorting.by ? '↕' : sorting.descending ? '↓' : '↑'}
                  </span>
                </button>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {patients.map((patient) => (
            <Row key={patient.patientId} patient={patient} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
