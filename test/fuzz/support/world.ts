/** A fact that the service took. */
export interface TakenFact {
  readonly kind: string;
  revision: number;
}

/** A patient that the service took. */
export interface TakenPatient {
  readonly id: string;
  readonly facts: Map<string, TakenFact>;
  readonly decisions: string[];
}

/** A request as it goes out. */
export interface Sent {
  readonly method: string;
  /** As the document names it. */
  readonly route: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly patientId?: string;
  readonly factId?: string;
}

interface Answer {
  readonly patientId?: string;
  readonly revision?: number;
  readonly facts?: readonly { readonly factId: string }[];
  readonly decisionId?: string;
  readonly webhookId?: string;
  readonly patients?: readonly { readonly patientId: string; readonly outcome: string }[];
  readonly to?: { readonly patientId: string; readonly factId: string; readonly revision: number };
}

const kindsIn = (body: string | undefined): readonly string[] =>
  ((JSON.parse(body ?? '{}') as { facts?: { kind: string }[] }).facts ?? []).map(({ kind }) => kind);

/** What the service has taken so far, as its own answers tell. */
export class World {
  readonly patients = new Map<string, TakenPatient>();
  readonly webhookIds: string[] = [];
  /** Patients of whom something was taken since they were last looked at. */
  readonly touched = new Set<string>();

  patient(id: string): TakenPatient {
    const there = this.patients.get(id) ?? { id, facts: new Map(), decisions: [] };
    this.patients.set(id, there);
    this.touched.add(id);
    return there;
  }

  learn(sent: Sent, answer: Answer): void {
    if (sent.method !== 'POST' || sent.route.endsWith('/what-if')) return;
    if (answer.webhookId !== undefined) this.webhookIds.push(answer.webhookId);
    const imported = (answer.patients ?? []).filter(({ outcome }) => outcome === 'imported');
    const named: readonly { readonly patientId?: string }[] = [...imported, answer];
    for (const { patientId } of named) if (patientId !== undefined) this.patient(patientId);
    const { to } = answer;
    if (to) this.patient(to.patientId).facts.set(to.factId, { kind: '', revision: to.revision });
    if (sent.patientId !== undefined) this.learnOf(this.patient(sent.patientId), sent, answer);
  }

  private learnOf(patient: TakenPatient, sent: Sent, answer: Answer): void {
    const { revision = 0, facts = [], decisionId } = answer;
    if (decisionId !== undefined) patient.decisions.push(decisionId);
    const corrected = patient.facts.get(sent.factId ?? '');
    if (corrected && !sent.route.endsWith('/move')) corrected.revision = revision;
    const kinds = facts.length > 0 ? kindsIn(sent.body) : [];
    facts.forEach(({ factId }, at) =>
      patient.facts.set(factId, { kind: kinds[at] ?? '', revision: revision - facts.length + 1 + at }),
    );
  }
}
