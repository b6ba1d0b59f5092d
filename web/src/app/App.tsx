import { lazy, Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Loading } from '@web/ui/states';
import { Boundary } from './Boundary';
import { Layout } from './Layout';
import { NotFound } from './NotFound';

const PatientsPage = lazy(() => import('@web/patients/PatientsPage'));
const ReplayPage = lazy(() => import('@web/replay/ReplayPage'));
const AuditPage = lazy(() => import('@web/audit/AuditPage'));
const EntryPage = lazy(() => import('@web/entry/EntryPage'));

/** Which screen a path shows. */
export const App = () => (
  <Layout>
    <Boundary>
      <Suspense fallback={<Loading />}>
        <Switch>
          <Route path="/">
            <PatientsPage />
          </Route>
          <Route path="/patients/:patientId">
            {({ patientId }) => <ReplayPage key={patientId} patientId={patientId} />}
          </Route>
          <Route path="/patients/:patientId/audit">
            {({ patientId }) => <AuditPage key={patientId} patientId={patientId} />}
          </Route>
          <Route path="/patients/:patientId/entry">
            {({ patientId }) => <EntryPage key={patientId} patientId={patientId} />}
          </Route>
          <Route>
            <NotFound />
          </Route>
        </Switch>
      </Suspense>
    </Boundary>
  </Layout>
);
