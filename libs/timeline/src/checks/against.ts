import {
  AGENTS,
  compartmentOf,
  definedSpecimen,
  fluidsOfResult,
  isOfAnotherFluid,
  usedSpecimen,
  type Compartment,
  type FactKind,
  type FactOf,
} from '@leptotrace/clinical';
import { specimensOf, type Patient } from '../patient';
import { found, ofKind, type Check, type Dated, type Of } from './model';

const anotherSpecimen = (patient: Patient, facts: readonly Dated[]): readonly Check[] => {
  if (!facts.some(({ fact }) => definedSpecimen(fact) !== null)) return [];
  const specimens = specimensOf(patient);
  return facts.flatMap(({ factId, fact }) => {
    const specimenId = usedSpecimen(fact);
    const other = specimenId === null ? [] : (specimens.get(specimenId) ?? []);
    const wrong = other.filter((collected) => isOfAnotherFluid(fact, collected.fact));
    return wrong.length === 0
      ? []
      : [
          found(
            'result-of-another-specimen',
            [...wrong.map((collected) => collected.factId).sort(), factId],
            `${fact.kind} is of ${fluidsOfResult(fact)?.[0] ?? ''}, its specimen is not`,
          ),
        ];
  });
};

/** Facts that a specimen of another fluid makes unusable: they stand in the course, and drive nothing. */
export const setAsideBy = (checks: readonly Check[]): ReadonlySet<string> =>
  new Set(
    checks.flatMap(({ code, factIds }) => (code === 'result-of-another-specimen' ? factIds.slice(-1) : [])),
  );

const RESPONDED: ReadonlySet<string> = new Set(['CR', 'PR', 'IMPROVED', 'NED']);
const GONE: ReadonlySet<string> = new Set(['CR', 'NED']);

const covers = (stated: FactOf<'ResponseStated'>['compartment'], compartment: Compartment): boolean =>
  stated === 'both' || stated === compartment;

/** What speaks against a stated response in a study of the same day: a lesion that is there, or a new one. */
const againstResponse = (
  category: string,
  study: Of<'ImagingStudyReported'>,
  inside: (compartment: Compartment) => boolean,
): boolean => {
  const { lesions = [], newLesions = [] } = study.fact;
  const fresh = newLesions.some(({ site, equivocal }) => !equivocal && inside(compartmentOf(site)));
  const there = lesions.some(
    ({ site, kind, state, longestDiameter }) =>
      kind !== 'node' &&
      inside(compartmentOf(site)) &&
      (state === 'present' || (state === 'measured' && (longestDiameter?.value ?? 1) > 0)),
  );
  return (RESPONDED.has(category) && fresh) || (GONE.has(category) && there);
};

const responses = (facts: readonly Dated[]): readonly Check[] => {
  const studies = ofKind(facts, 'ImagingStudyReported');
  const own = studies.filter((study) => againstResponse(study.fact.readerOverall ?? '', study, () => true));
  const stated = ofKind(facts, 'ResponseStated').flatMap((said) =>
    studies
      .filter(
        (study) =>
          study.interval.from === said.interval.from &&
          study.interval.to === said.interval.to &&
          againstResponse(said.fact.category, study, (compartment) =>
            covers(said.fact.compartment, compartment),
          ),
      )
      .map((study) => ({ said, study })),
  );
  return [
    ...own.map(({ factId, fact }) =>
      found(
        'response-against-lesions',
        [factId],
        `read as ${fact.readerOverall ?? ''}, with lesions that are there`,
      ),
    ),
    ...stated.map(({ said, study }) =>
      found(
        'response-against-lesions',
        [said.factId, study.factId],
        `${said.fact.category} is stated, with lesions that are there`,
      ),
    ),
  ];
};

/** After a progression a therapy is changed within so long, or the course says why not (real courses 6.1). */
const LONG_DAYS = 90;

const CHANGES: ReadonlySet<FactKind> = new Set<FactKind>([
  'TherapyStarted',
  'TherapyDoseChanged',
  'TherapyHeld',
  'TherapyStopped',
  'RadiotherapyDelivered',
  'ProcedurePerformed',
  'CareTransitioned',
  'DeathRecorded',
]);

const isAnticancer = ({ fact }: Of<'TherapyStarted'>): boolean =>
  fact.agent === 'other' ? fact.anticancer === true : AGENTS[fact.agent].anticancer;

const unchanged = (facts: readonly Dated[]): readonly Check[] =>
  ofKind(facts, 'ProgressionStated').flatMap(({ factId, interval }): readonly Check[] => {
    const until = interval.to + LONG_DAYS;
    const running = ofKind(facts, 'TherapyStarted').filter(
      (start) =>
        start.interval.to <= interval.from && isAnticancer(start) && start.fact.beyondProgression !== true,
    );
    const changed = facts.some(
      ({ fact, interval: when }) => CHANGES.has(fact.kind) && when.to >= interval.from && when.from <= until,
    );
    const goesOn = facts.some(
      ({ fact, interval: when }) => fact.kind !== 'OtherFactRecorded' && when.from > until,
    );
    return running.length > 0 && !changed && goesOn
      ? [
          found(
            'progression-without-change',
            [factId],
            `no therapy is changed within ${LONG_DAYS} days of the progression`,
          ),
        ]
      : [];
  });

const POSITIVE: ReadonlySet<string> = new Set(['positive', 'suspicious', 'atypical']);

type Sign = 'for' | 'against' | null;

const signOfStudy = (fact: FactOf<'ImagingStudyReported'>): Sign => {
  const sites = [...(fact.lesions ?? []), ...(fact.newLesions ?? [])].map(({ site }) => site);
  const items = [...(fact.scorecard ?? []), ...(fact.revisedScorecard ?? [])].map(({ presence }) => presence);
  const words = [fact.enhancementPattern, ...(fact.findings ?? [])].filter((said) => said !== undefined);
  if (sites.includes('leptomeninges') || items.includes('present') || words.length > 0) return 'for';
  return items.includes('absent') ? 'against' : null;
};

/** Does a fact speak for a leptomeningeal metastasis, or against it? Words are taken to speak for it. */
const signOf = ({ fact }: Dated): Sign => {
  switch (fact.kind) {
    case 'CsfCytologyReported':
      if (POSITIVE.has(fact.result)) return 'for';
      return fact.result === 'negative' ? 'against' : null;
    case 'ImagingStudyReported':
      return signOfStudy(fact);
    case 'MolecularReportIssued':
      return fact.specimen.startsWith('csf') && fact.calls.some(({ status }) => status === 'detected')
        ? 'for'
        : null;
    case 'CirculatingTumorCellsReported':
      return fact.count > 0 ? 'for' : 'against';
    case 'NeurologicalExamRecorded':
    case 'SymptomRecorded':
    case 'ProcedurePerformed':
      return 'for';
    default:
      return null;
  }
};

const lmAgainstEvidence = (facts: readonly Dated[]): readonly Check[] => {
  const stated = ofKind(facts, 'DiagnosisRecorded').filter(
    ({ fact }) =>
      fact.what === 'leptomeningeal-metastasis' &&
      (fact.certainty === 'confirmed' || fact.certainty === 'probable') &&
      (fact.basis ?? []).length === 0 &&
      fact.eanoEsmo === undefined,
  );
  const signs = stated.length === 0 ? [] : facts.map((dated) => ({ dated, sign: signOf(dated) }));
  const against = signs.flatMap(({ dated, sign }) => (sign === 'against' ? [dated.factId] : []));
  if (against.length === 0 || signs.some(({ sign }) => sign === 'for')) return [];
  return stated.map(({ factId, fact }) =>
    found(
      'lm-against-evidence',
      [factId, ...against.sort()],
      `stated as ${fact.certainty ?? ''}, and everything recorded speaks against it`,
    ),
  );
};

/** Statements about two things that cannot both be so. */
export const againstChecks = (patient: Patient, facts: readonly Dated[]): readonly Check[] => [
  ...anotherSpecimen(patient, facts),
  ...responses(facts),
  ...unchanged(facts),
  ...lmAgainstEvidence(facts),
];
