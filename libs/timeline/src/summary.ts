import type { FactKind, FactOf } from '@leptotrace/clinical';
import { compareIntervals, oncePer, type OccurredOn } from '@leptotrace/kernel';
import { therapiesOf, therapyCourseOfView, type TherapySummary } from './therapies';
import { THERAPY_PARAMETERS, type TherapyParameters } from './therapy';
import type { TimelineView, ViewedFact } from './view';

/** What the facts say on the day, without any criterion: nothing here is a derived response. */
export interface CourseSummary {
  readonly lm: LmSummary;
  readonly therapy: TherapySummary;
  readonly cytology: {
    readonly latest: FactOf<'CsfCytologyReported'>['result'] | 'not-tested';
    readonly sequence: readonly CytologyEntry[];
    /** Results whose dates do not tell whether they were there yet. */
    readonly undetermined: readonly CytologyEntry[];
  };
  readonly genotype: readonly GenotypeEntry[];
  readonly devices: readonly { readonly device: 'vp-shunt' | 'ommaya'; readonly factId: string }[];
  readonly stated: readonly StatedEntry[];
  readonly vital: {
    readonly status: 'dead' | 'no-death-recorded' | 'undetermined';
    readonly factId: string | null;
  };
}

export interface LmSummary {
  readonly certainty:
    'confirmed' | 'probable' | 'possible' | 'refuted' | 'not-stated' | 'undetermined' | 'none';
  readonly since: OccurredOn | null;
  readonly basis: readonly string[];
  readonly factId: string | null;
  /** Diagnosis and stated leptomeningeal progressions; those that may be one and the same count once. */
  readonly episodes: readonly (readonly string[])[];
}

export interface CytologyEntry {
  readonly factId: string;
  readonly result: FactOf<'CsfCytologyReported'>['result'];
  readonly occurredOn: OccurredOn | null;
  readonly inferred: boolean;
}

export type GenotypeState = 'detected' | 'not-detected' | 'not-evaluable' | 'below-lod' | 'not-tested';

export interface GenotypeEntry {
  readonly gene: string;
  readonly alteration: string;
  readonly csf: GenotypeState;
  readonly plasma: GenotypeState;
  readonly tissue: GenotypeState;
  readonly factIds: readonly string[];
}

export interface StatedEntry {
  readonly site: string;
  readonly compartment: 'cns' | 'non-cns' | 'both' | 'not-stated';
  readonly category: string;
  readonly since: OccurredOn | null;
  readonly factId: string;
  /** A later statement may already hold on the day: it cannot be told. */
  readonly mayHaveChanged: readonly string[];
}

type Viewed<K extends FactKind> = ViewedFact & { readonly fact: FactOf<K> };

export const ofKind = <K extends FactKind>(facts: readonly ViewedFact[], kind: K): readonly Viewed<K>[] =>
  facts.filter((viewed): viewed is Viewed<K> => viewed.fact.kind === kind);

const isLm = ({ fact }: Viewed<'DiagnosisRecorded'>): boolean => fact.what === 'leptomeningeal-metastasis';

const episodesOf = (view: TimelineView): readonly (readonly string[])[] => {
  const signs = view.known.filter(
    ({ fact }) =>
      (fact.kind === 'DiagnosisRecorded' &&
        fact.what === 'leptomeningeal-metastasis' &&
        fact.certainty !== 'refuted') ||
      (fact.kind === 'ProgressionStated' && (fact.sites ?? []).includes('leptomeninges')),
  );
  const episodes: ViewedFact[][] = [];
  for (const sign of signs) {
    const last = episodes.at(-1);
    const previous = last?.at(-1);
    const apart = previous === undefined || compareIntervals(previous.interval, sign.interval) === 'before';
    if (apart) episodes.push([sign]);
    else last?.push(sign);
  }
  return episodes.map((episode) => episode.map(({ factId }) => factId));
};

const lmOf = (view: TimelineView): LmSummary => {
  const episodes = episodesOf(view);
  const known = ofKind(view.known, 'DiagnosisRecorded').filter(isLm).at(-1);
  const possible = ofKind(view.undetermined, 'DiagnosisRecorded').filter(isLm).at(-1);
  const told = known ?? possible;
  if (!told) return { certainty: 'none', since: null, basis: [], factId: null, episodes };
  return {
    certainty: known ? (known.fact.certainty ?? 'not-stated') : 'undetermined',
    since: told.fact.occurredOn ?? null,
    basis: told.fact.basis ?? [],
    factId: told.factId,
    episodes,
  };
};

const cytologyEntries = (facts: readonly ViewedFact[]): readonly CytologyEntry[] =>
  ofKind(facts, 'CsfCytologyReported').map(({ factId, fact }) => ({
    factId,
    result: fact.result,
    occurredOn: fact.occurredOn ?? null,
    inferred: fact.inferred ?? false,
  }));

const cytologyOf = (view: TimelineView): CourseSummary['cytology'] => {
  const sequence = cytologyEntries(view.known);
  return {
    latest: sequence.at(-1)?.result ?? 'not-tested',
    sequence,
    undetermined: cytologyEntries(view.undetermined),
  };
};

type Material = 'csf' | 'plasma' | 'tissue';

const materialOf = (specimen: FactOf<'MolecularReportIssued'>['specimen']): Material => {
  if (specimen.startsWith('csf')) return 'csf';
  return specimen === 'plasma' ? 'plasma' : 'tissue';
};

const NOT_TESTED: Readonly<Record<Material, GenotypeState>> = {
  csf: 'not-tested',
  plasma: 'not-tested',
  tissue: 'not-tested',
};

type Draft = Pick<GenotypeEntry, 'gene' | 'alteration'> &
  Record<Material, GenotypeState> & { readonly factIds: string[] };

/** The last statement of each compartment; `not-tested` is never the same as `not-detected`. */
const genotypeOf = (view: TimelineView): readonly GenotypeEntry[] => {
  const entries = new Map<string, Draft>();
  for (const { factId, fact } of ofKind(view.known, 'MolecularReportIssued')) {
    for (const { gene, alteration, status } of fact.calls) {
      const key = `${gene} ${alteration}`;
      const entry = entries.get(key) ?? { gene, alteration, ...NOT_TESTED, factIds: [] };
      entries.set(key, entry);
      entry[materialOf(fact.specimen)] = status;
      entry.factIds.push(factId);
    }
  }
  return [...entries.values()];
};

const devicesOf = (view: TimelineView): CourseSummary['devices'] => {
  const devices = new Map<'vp-shunt' | 'ommaya', string>();
  for (const { factId, fact } of ofKind(view.known, 'ProcedurePerformed')) {
    if (fact.procedure === 'vp-shunt') devices.set('vp-shunt', factId);
    if (fact.procedure === 'shunt-removal') devices.delete('vp-shunt');
    if (fact.procedure === 'ommaya-placement') devices.set('ommaya', factId);
    if (fact.procedure === 'ommaya-removal') devices.delete('ommaya');
  }
  return [...devices].map(([device, factId]) => ({ device, factId }));
};

interface Statement {
  readonly viewed: ViewedFact;
  readonly site: string;
  readonly compartment: StatedEntry['compartment'];
  readonly category: string;
}

const statementsOf = (facts: readonly ViewedFact[]): readonly Statement[] =>
  facts.flatMap((viewed) => {
    const { fact } = viewed;
    if (fact.kind !== 'ResponseStated' && fact.kind !== 'ProgressionStated') return [];
    const category = fact.kind === 'ProgressionStated' ? 'PD' : fact.category;
    const sites = fact.sites && fact.sites.length > 0 ? fact.sites : [fact.compartment];
    return sites.map((site) => ({ viewed, site, compartment: fact.compartment, category }));
  });

/** What the sources state, by site: kept apart from anything that is derived. */
const statedOf = (view: TimelineView): readonly StatedEntry[] => {
  const undetermined = statementsOf(view.undetermined);
  const latest = new Map<string, Statement>();
  for (const statement of statementsOf(view.known)) latest.set(statement.site, statement);
  return [...latest.values()].map(({ viewed, site, compartment, category }) => ({
    site,
    compartment,
    category,
    since: viewed.fact.occurredOn ?? null,
    factId: viewed.factId,
    mayHaveChanged: undetermined
      .filter(
        (other) =>
          other.site === site && compareIntervals(other.viewed.interval, viewed.interval) !== 'before',
      )
      .map((other) => other.viewed.factId),
  }));
};

const vitalOf = (view: TimelineView): CourseSummary['vital'] => {
  const dead = ofKind(view.known, 'DeathRecorded').at(-1);
  if (dead) return { status: 'dead', factId: dead.factId };
  const perhaps = ofKind(view.undetermined, 'DeathRecorded').at(-1);
  return perhaps
    ? { status: 'undetermined', factId: perhaps.factId }
    : { status: 'no-death-recorded', factId: null };
};

const summaryBy = (view: TimelineView, parameters: TherapyParameters): CourseSummary => ({
  lm: lmOf(view),
  therapy: therapiesOf(view, therapyCourseOfView(view, parameters)),
  cytology: cytologyOf(view),
  genotype: genotypeOf(view),
  devices: devicesOf(view),
  stated: statedOf(view),
  vital: vitalOf(view),
});

const kept = oncePer((_view: TimelineView) => new Map<TherapyParameters, CourseSummary>());

/**
 * The state of a course on one day as believed at one revision. Therapies by the parameters of a ruleset: every
 * answer about one patient takes the same.
 */
export const summaryOf = (
  view: TimelineView,
  parameters: TherapyParameters = THERAPY_PARAMETERS,
): CourseSummary => {
  const summaries = kept(view);
  const found = summaries.get(parameters) ?? summaryBy(view, parameters);
  summaries.set(parameters, found);
  return found;
};
