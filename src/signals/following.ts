import type { EventStore } from '@leptotrace/event-store';
import type { Derivations } from '../derivations/derivations';
import type { PatientStreams } from '../patients/patient-streams';
import { projectionsOf, type Following } from '../read-models/projections';
import { SignalStreams } from './signal-streams';
import { SignalsReactor } from './signals.reactor';

export const followingOf = (
  store: EventStore,
  patients: PatientStreams,
  derivations: Derivations,
): Following => ({
  ...projectionsOf(patients, derivations),
  reactor: new SignalsReactor(store, patients, derivations, new SignalStreams(store, derivations.site.now)),
});
