import { compartmentOf, showsLife, type Fact, type FactKind } from '@leptotrace/clinical';
import { withReadings, type EndpointResult, type Paramcd } from '@leptotrace/endpoints';
import { factsOf, type Derivation } from '@leptotrace/rules';
import { CHECKS, type Check, type CheckCode, type TimelineView } from '@leptotrace/timeline';

/**
 * What a fact can enter: a value of one of these may stand on it. `alive`: the last day on which the patient
 * is known to have lived, which a fact enters by its day alone.
 */
export type Domain = 'cns' | 'non-cns' | 'therapy' | 'vital' | 'alive' | 'resistance';

const COMPARTMENTS: readonly Domain[] = ['cns', 'non-cns'];
const NOTHING: readonly Domain[] = [];

/** Where the content does not narrow it: a statement that could not be read has none. */
const OF_KIND: Readonly<Partial<Record<FactKind, readonly Domain[]>>> = {
  DiagnosisRecorded: ['cns', 'therapy'],
  SpecimenCollected: ['cns', 'resistance'],
  LumbarPuncturePerformed: ['cns'],
  CsfCytologyReported: ['cns'],
  CsfChemistryReported: ['cns'],
  CirculatingTumorCellsReported: ['cns'],
  NeurologicalExamRecorded: ['cns'],
  PerformanceStatusRecorded: ['cns'],
  QualityOfLifeRecorded: ['cns'],
  IntracranialPressureMeasured: ['cns'],
  TumorMarkerReported: ['non-cns'],
  MolecularReportIssued: ['resistance'],
  ImagingStudyReported: COMPARTMENTS,
  ResponseStated: COMPARTMENTS,
  ProgressionStated: COMPARTMENTS,
  TherapyStarted: ['therapy', 'resistance'],
  TherapyDoseChanged: ['therapy', 'resistance'],
  TherapyHeld: ['therapy', 'resistance'],
  TherapyResumed: ['therapy', 'resistance'],
  TherapyStopped: ['therapy', 'resistance'],
  RadiotherapyDelivered: ['therapy'],
  ProcedurePerformed: ['therapy'],
  InductionCompleted: ['therapy'],
  DeathRecorded: ['vital'],
  ContactRecorded: ['vital'],
  CareTransitioned: ['vital'],
};

export const domainsOfKind = (kind: FactKind): readonly Domain[] => OF_KIND[kind] ?? NOTHING;

const CNS_REGIONS: ReadonlySet<string> = new Set(['brain', 'spine', 'neuraxis']);

const ofImaging = ({
  regions,
  lesions = [],
  newLesions = [],
}: Extract<Fact, { kind: 'ImagingStudyReported' }>) =>
  COMPARTMENTS.filter(
    (compartment) =>
      regions.some((region) => CNS_REGIONS.has(region) === (compartment === 'cns')) ||
      [...lesions, ...newLesions].some(({ site }) => compartmentOf(site) === compartment),
  );

const domainsOf = (fact: Fact): readonly Domain[] => {
  switch (fact.kind) {
    case 'ImagingStudyReported':
      return ofImaging(fact);
    case 'ResponseStated':
    case 'ProgressionStated':
      return fact.compartment === 'cns' || fact.compartment === 'non-cns' ? [fact.compartment] : COMPARTMENTS;
    case 'TumorMarkerReported':
      return fact.compartment === 'serum' ? ['non-cns'] : NOTHING;
    case 'SpecimenCollected':
      return fact.specimen === 'csf' ? ['cns', 'resistance'] : ['resistance'];
    case 'DiagnosisRecorded':
      return fact.what === 'primary-nsclc' || fact.what === 'other' ? NOTHING : domainsOfKind(fact.kind);
    default:
      return domainsOfKind(fact.kind);
  }
};

/** A check with everything that its facts could have entered. */
export interface Reaching {
  readonly check: Check;
  readonly domains: ReadonlySet<Domain>;
}

const isDecided = ({ code }: Check): boolean => CHECKS[code].reach === 'decides';

/** Does it put the day of a fact in doubt, rather than what the fact says? */
const doubtsDay = ({ code, group }: Check): boolean =>
  group === 'order' ? code !== 'points-to-retracted-fact' : code === 'day-after-recording';

/** Death and signs of life after it are read either way, with their values (conflicts.ts). */
const READ_EITHER_WAY: ReadonlySet<CheckCode> = new Set<CheckCode>(['after-death', 'two-deaths']);

/** Checks of a view that go with values, with what they can reach. */
export const reachingIn = (view: TimelineView): readonly Reaching[] => {
  const checks = view.checks.filter(
    ({ code, severity }) => severity !== 'hint' && CHECKS[code].reach !== 'none',
  );
  if (checks.length === 0) return [];
  const facts = new Map(
    [...view.known, ...view.undetermined, ...view.setAside].map(({ factId, fact }) => [factId, fact]),
  );
  const reached = (check: Check): readonly Domain[] =>
    check.wouldBe
      ? domainsOfKind(check.wouldBe)
      : check.factIds.flatMap((id) => {
          const fact = facts.get(id);
          if (!fact) return NOTHING;
          return doubtsDay(check) && showsLife(fact) ? [...domainsOf(fact), 'alive'] : domainsOf(fact);
        });
  return checks.map((check) => ({ check, domains: new Set(reached(check)) }));
};

const OF_LIFE: ReadonlySet<Domain> = new Set<Domain>(['vital', 'alive']);

/** What a scan measured says nothing of whether the patient lived: of that, only its day does. */
const concerns = ({ check, domains: reached }: Reaching, domains: readonly Domain[]): boolean =>
  doubtsDay(check) || reached.has('vital') || domains.some((domain) => !OF_LIFE.has(domain));

/** Checks that go with a value of these domains which rests on these facts (CHECK-R6-touches). */
export const checksOn = (
  reaching: readonly Reaching[],
  domains: readonly Domain[],
  deciding: readonly Derivation[],
): readonly Check[] => {
  if (reaching.length === 0) return [];
  const facts = new Set(deciding.flatMap(factsOf));
  return reaching
    .filter(
      (each) =>
        (each.check.factIds.some((id) => facts.has(id)) && concerns(each, domains)) ||
        (!isDecided(each.check) && domains.some((domain) => each.domains.has(domain))),
    )
    .map(({ check }) => check);
};

const ENDPOINT_DOMAINS: Readonly<Partial<Record<Paramcd, readonly Domain[]>>> = {
  OS: ['vital'],
  CNSPFS: ['cns', 'therapy', 'vital'],
  CNSTTP: ['cns', 'therapy', 'vital'],
  NCNSPFS: ['non-cns', 'therapy', 'vital'],
  NCNSTTP: ['non-cns', 'therapy', 'vital'],
};
const ALL_DOMAINS: readonly Domain[] = ['cns', 'non-cns', 'therapy', 'vital'];

/** Without a death, survival ends on the last day that the patient is known to have lived. */
const domainsOfEndpoint = ({ paramcd, cnsr }: EndpointResult): readonly Domain[] =>
  paramcd === 'OS' && cnsr !== 0 ? ['vital', 'alive'] : (ENDPOINT_DOMAINS[paramcd] ?? ALL_DOMAINS);

const idsOf = (checks: readonly Check[]): readonly string[] =>
  [...new Set(checks.flatMap(({ factIds }) => factIds))].sort();

/** The same endpoint with the checks that go with it: contradicted, or undetermined by what was not read. */
export const withChecks = (reaching: readonly Reaching[], endpoint: EndpointResult): EndpointResult => {
  const checks = checksOn(reaching, domainsOfEndpoint(endpoint), [endpoint.why]);
  const against = checks.filter(({ code }) => code !== 'unread' && !READ_EITHER_WAY.has(code));
  const unread = checks.filter(({ code }) => code === 'unread');
  const judged = [
    { determinacy: 'undetermined', flag: 'UNREAD_EVIDENCE', found: unread } as const,
    { determinacy: 'contradicted', flag: 'CONTRADICTED', found: against } as const,
  ].reduce(
    (result, { determinacy, flag, found }) =>
      found.length === 0
        ? result
        : withReadings(result, { determinacy, flag, facts: idsOf(found), readings: [] }),
    endpoint,
  );
  return checks.length === 0
    ? judged
    : { ...judged, checks: checks.map(({ code, factIds }) => ({ code, factIds })) };
};

/** How sure a value is that is no endpoint: a response of a compartment, the alterations. */
export const certaintyOf = (checks: readonly Check[]): 'exact' | 'undetermined' | 'contradicted' => {
  if (checks.some(({ code }) => code !== 'unread')) return 'contradicted';
  return checks.length > 0 ? 'undetermined' : 'exact';
};
