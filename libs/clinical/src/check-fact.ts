import { intervalOf, isCalendarDuration, type Issue } from '@leptotrace/kernel';
import { dateOrderIssues } from './date-order';
import type { Fact, FactOf } from './facts';
import { measureIssues } from './measures';
import { inBaseUnit } from './vocabulary/units';

/** What a schema cannot say: rules between the fields of one fact. Paths are relative to the fact. */
const issue = (path: string, message: string, mend: string): Issue => ({ path, message, mend });

const whenIssues = (fact: Fact): readonly Issue[] => {
  if (fact.occurredOn !== undefined) return dateOrderIssues(fact.occurredOn);
  return fact.relativeTo && isCalendarDuration(fact.relativeTo.offset)
    ? []
    : [
        issue(
          '/occurredOn',
          'the fact has no date',
          'Add occurredOn, or relativeTo with an ISO 8601 offset such as P2W.',
        ),
      ];
};

const diagnosisIssues = (fact: FactOf<'DiagnosisRecorded'>): readonly Issue[] =>
  fact.what === 'other' && !fact.condition
    ? [issue('/condition', 'the diagnosis is not named', 'Add condition: what = other needs it.')]
    : [];

const agentIssues = (fact: FactOf<'TherapyStarted'> | FactOf<'TherapyPlanned'>): readonly Issue[] => {
  if (fact.agent !== 'other') {
    return fact.anticancer === undefined
      ? []
      : [issue('/anticancer', 'the vocabulary decides for this agent', 'Leave anticancer out.')];
  }
  return [
    ...(fact.printedName
      ? []
      : [issue('/printedName', 'the agent is not named', 'Add the name that the source prints.')]),
    ...(fact.anticancer === undefined
      ? [
          issue(
            '/anticancer',
            'not known whether the agent is anticancer therapy',
            'Add anticancer: true or false.',
          ),
        ]
      : []),
  ];
};

const radiotherapyIssues = ({ period }: FactOf<'RadiotherapyDelivered'>): readonly Issue[] => {
  if (!period?.start || !period.end) return [];
  return intervalOf(period.start).from > intervalOf(period.end).to
    ? [issue('/period', 'the end lies before the start', 'Correct start or end.')]
    : [];
};

const performanceIssues = ({ instrument, value }: FactOf<'PerformanceStatusRecorded'>): readonly Issue[] => {
  const valid = instrument === 'ECOG' ? value <= 5 : value % 10 === 0;
  return valid
    ? []
    : [issue('/value', `${value} is no ${instrument} value`, 'Send ECOG 0 to 5, or KPS 0 to 100 in tens.')];
};

const neuroIssues = ({ instrument, domains }: FactOf<'NeurologicalExamRecorded'>): readonly Issue[] =>
  domains.flatMap((domain, index) => {
    const path = `/domains/${index}`;
    if (domain.grade !== undefined && domain.notEvaluable !== undefined) {
      return [issue(path, 'graded and not evaluable at once', 'Keep grade, or notEvaluable.')];
    }
    if (instrument === 'narrative') {
      return domain.grade === undefined
        ? []
        : [
            issue(
              `${path}/grade`,
              'a narrative examination has no grades',
              'Name the instrument, or leave grade out.',
            ),
          ];
    }
    return domain.grade === undefined && domain.notEvaluable === undefined
      ? [
          issue(
            path,
            'neither graded nor marked as not evaluable',
            'Add grade, or notEvaluable with the reason.',
          ),
        ]
      : [];
  });

const lesionIssues = (fact: FactOf<'ImagingStudyReported'>): readonly Issue[] =>
  (fact.lesions ?? []).flatMap((lesion, index) => {
    const path = `/lesions/${index}`;
    const measured = lesion.longestDiameter ?? lesion.shortAxis;
    if (lesion.state === 'measured' && !measured) {
      return [
        issue(path, 'measured, but without a diameter', 'Add longestDiameter or shortAxis, or change state.'),
      ];
    }
    return lesion.state !== 'measured' && lesion.state !== 'split' && lesion.state !== 'merged' && measured
      ? [
          issue(
            path,
            `${lesion.state}, yet with a diameter`,
            'Leave the diameter out, or set state to measured.',
          ),
        ]
      : [];
  });

type Study = FactOf<'ImagingStudyReported'>;
type Length = NonNullable<NonNullable<Study['lesions']>[number]['longestDiameter']>;

/** Every size that a study states, by its path. Slices are no sizes: 0.625 mm is a usual one. */
const sizesOf = (fact: Study): readonly (readonly [path: string, length: Length | undefined])[] => [
  ...(fact.lesions ?? []).flatMap((lesion, index) =>
    (['longestDiameter', 'shortAxis', 'perpendicularDiameter'] as const).map(
      (field) => [`/lesions/${index}/${field}`, lesion[field]] as const,
    ),
  ),
  ...(fact.scorecard ?? []).flatMap(({ nodule }, index) =>
    (['x', 'y'] as const).map((side) => [`/scorecard/${index}/nodule/${side}`, nodule?.[side]] as const),
  ),
  ...(fact.revisedScorecard ?? []).flatMap(({ nodules = [] }, index) =>
    nodules.flatMap((nodule, place) =>
      (['x', 'y'] as const).map(
        (side) => [`/revisedScorecard/${index}/nodules/${place}/${side}`, nodule[side]] as const,
      ),
    ),
  ),
];

/** Sums and thresholds are exact in hundredths of a millimetre (criteria 0.4); nothing is rounded in silence. */
const lengthIssues = (fact: Study): readonly Issue[] =>
  sizesOf(fact).flatMap(([path, length]) => {
    const hundredths = length ? inBaseUnit(length.value, length.unit) * 100 : 0;
    return Math.abs(hundredths - Math.round(hundredths)) > 1e-6
      ? [issue(`${path}/value`, 'finer than a hundredth of a millimetre', 'Round to 0.01 mm.')]
      : [];
  });

const markerIssues = (fact: FactOf<'TumorMarkerReported'>): readonly Issue[] =>
  fact.analyte === 'other' && !fact.analyteName
    ? [issue('/analyteName', 'the marker is not named', 'Add analyteName: analyte = other needs it.')]
    : [];

const procedureIssues = (fact: FactOf<'ProcedurePerformed'>): readonly Issue[] =>
  fact.procedure === 'other' && !fact.description
    ? [issue('/description', 'the procedure is not named', 'Add description: procedure = other needs it.')]
    : [];

const payloadIssues = (fact: Fact): readonly Issue[] => {
  switch (fact.kind) {
    case 'DiagnosisRecorded':
      return diagnosisIssues(fact);
    case 'TherapyStarted':
    case 'TherapyPlanned':
      return agentIssues(fact);
    case 'RadiotherapyDelivered':
      return radiotherapyIssues(fact);
    case 'PerformanceStatusRecorded':
      return performanceIssues(fact);
    case 'NeurologicalExamRecorded':
      return neuroIssues(fact);
    case 'ImagingStudyReported':
      return [...lesionIssues(fact), ...lengthIssues(fact)];
    case 'TumorMarkerReported':
      return markerIssues(fact);
    case 'ProcedurePerformed':
      return procedureIssues(fact);
    default:
      return [];
  }
};

/** Every issue between the fields of one well-formed fact; none when it may be recorded. */
export const checkFact = (fact: Fact): readonly Issue[] => [
  ...whenIssues(fact),
  ...payloadIssues(fact),
  ...measureIssues(fact),
];
