import { Suspense } from 'react';
import { Route, Switch } from 'wouter';
import { Loading } from '@web/ui/states';
import { Boundary } from './Boundary';
import { Layout } from './Layout';
import { NotFound } from './NotFound';
import { PAGES } from './pages';

const { Page: PatientsPage } = PAGES.patients;
const { Page: ReplayPage } = PAGES.replay;
const { Page: AuditPage } = PAGES.audit;
const { Page: EntryPage } = PAGES.entry;

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
