import './patients.css';
import { lazy, Suspense, useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '@web/ui/Dialog';
import { Empty, Failed, Loading } from '@web/ui/states';
import { useUrlState } from '@web/url/useUrlState';
import { sortedBy, sortingOf, sortingText, sortPatients } from './listing';
import { PatientsTable } from './PatientsTable';
import { usePatients } from './usePatients';

// Forms are for who records: the list does not wait for them.
const RegisterPatient = lazy(() =>
  import('@web/entry/RegisterPatient').then((module) => ({ default: module.RegisterPatient })),
);

const Registration = () => {
  const { t } = useTranslation('patients');
  const [isOpen, setOpen] = useState(false);
  const [isTouched, setTouched] = useState(false);
  const close = () => {
    setOpen(false);
    setTouched(false);
  };
  return (
    <>
      <button type="button" className="button primary" onClick={() => setOpen(true)}>
        {t('register')}
      </button>
      {isOpen && (
        <Dialog title={t('register')} onClose={close} dismissable={!isTouched}>
          <Suspense fallback={<Loading />}>
            <RegisterPatient onTouched={setTouched} onDone={close} />
          </Suspense>
        </Dialog>
      )}
    </>
  );
};

const Listing = ({ search }: { readonly search: string }) => {
  const { t } = useTranslation('patients');
  const url = useUrlState();
  const sorting = sortingOf(url.value('sort'));
  const { data, error, isPending, hasNextPage, isFetchingNextPage, fetchNextPage, refetch } =
    usePatients(search);
  const patients = useMemo(() => data?.pages.flatMap((page) => page.patients) ?? [], [data]);
  if (isPending) return <Loading />;
  if (error && !data) return <Failed fault={error} onRetry={() => void refetch()} />;
  if (patients.length === 0 && !hasNextPage) {
    return search === '' ? (
      <Empty title={t('none')}>{t('noneMend')}</Empty>
    ) : (
      <Empty title={t('noMatch', { search })}>{t('noMatchMend')}</Empty>
    );
  }
  return (
    <>
      <PatientsTable
        patients={sortPatients(patients, sorting)}
        sorting={sorting}
        onSort={(by) => url.set({ sort: sortingText(sortedBy(sorting, by)) }, 'replace')}
      />
      {error && <Failed fault={error} onRetry={() => void refetch()} />}
      <p className="patients-more">
        <span role="status">{t(hasNextPage ? 'countMore' : 'count', { count: patients.length })}</span>
        {hasNextPage && (
          <button
            type="button"
            className="button"
            disabled={isFetchingNextPage}
            onClick={() => void fetchNextPage()}
          >
            {t('more')}
          </button>
        )}
      </p>
    </>
  );
};

/** Patients with their last status in each compartment: searched, sorted, and where a new one begins. */
const PatientsPage = () => {
  const { t } = useTranslation('patients');
  const url = useUrlState();
  const search = url.value('q') ?? '';
  const deferred = useDeferredValue(search);
  return (
    <div className="patients-page">
      <div className="patients-head">
        <h1>{t('title')}</h1>
        <label className="field patients-search">
          <span className="visually-hidden">{t('search')}</span>
          <input
            className="input"
            type="search"
            placeholder={t('search')}
            value={search}
            onChange={({ target }) => url.set({ q: target.value }, 'passing')}
          />
        </label>
        <Registration />
      </div>
      <Listing search={deferred} />
    </div>
  );
};

export default PatientsPage;
