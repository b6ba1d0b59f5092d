import { lazy, type ComponentType } from 'react';

export interface PatientPageProps {
  readonly patientId: string;
}

interface Module<P> {
  readonly default: ComponentType<P>;
}

/** Resolved before React asks: nothing suspends, so no picture of waiting comes first. */
const resolved = <T>(value: T): Promise<T> =>
  ({ then: (done: (value: T) => void) => done(value) }) as Promise<T>;

const page = <P>(load: () => Promise<Module<P>>, namespaces: readonly string[]) => {
  let loaded: Module<P> | null = null;
  return {
    Page: lazy(() => (loaded ? resolved(loaded) : load())),
    namespaces,
    preload: async (): Promise<void> => {
      loaded = await load();
    },
  };
};

/** The screens, each with the texts that it shows at first. */
export const PAGES = {
  patients: page(() => import('@web/patients/PatientsPage'), ['patients']),
  replay: page<PatientPageProps>(() => import('@web/replay/ReplayPage'), ['replay', 'course-chart']),
  audit: page<PatientPageProps>(() => import('@web/audit/AuditPage'), ['audit']),
  entry: page<PatientPageProps>(() => import('@web/entry/EntryPage'), ['entry']),
};

/** The screen that a path opens with. */
export const pageAt = (path: string): (typeof PAGES)[keyof typeof PAGES] => {
  if (path.endsWith('/audit')) return PAGES.audit;
  if (path.endsWith('/entry')) return PAGES.entry;
  return path.startsWith('/patients/') ? PAGES.replay : PAGES.patients;
};
