import { type Compartment } from '@leptotrace/clinical';
import { type Configuration } from '@leptotrace/rules';
import { type DefinitionRuleId } from './definitions.rules';
import { type Dated, type Paramcd, type SubjectCourse } from './model';
import { type OtherRuleId } from './other-endpoints.rules';
import { compartmentSource, pooledSource, type Source } from './sources';

/** Where the clock starts, and what the date is called when a record is censored there. */
export interface Start extends Dated {
  readonly what: string;
  readonly name: string;
}

/** What an endpoint looks at. */
export interface Scope {
  readonly paramcd: Paramcd;
  readonly definition: DefinitionRuleId | OtherRuleId;
  readonly sources: readonly Source[];
  /** The other compartment, whose progressions count too in the literal reading of the seed (7.3). */
  readonly literal: Source | null;
  readonly deathIsEvent: boolean;
  /** Therapies aimed elsewhere do not count (`nactScope: compartment`); `null`: all count. */
  readonly therapyScope: Compartment | null;
  readonly start: Start;
  /** Counted from a response: there was a baseline, and the response itself is an assessment. */
  readonly responder: boolean;
}

const START_NAMES = {
  'first-dose': 'FIRST DOSE',
  'lm-diagnosis': 'LM DIAGNOSIS',
  fact: 'CHOSEN ORIGIN',
} as const;

/** Start of risk of everything but the duration of response; `null`: nothing starts the clock. */
export const startOf = ({ origin }: SubjectCourse): Start | null =>
  origin && {
    day: origin.day,
    dates: origin.dates,
    factIds: origin.factIds,
    what: origin.what,
    name: START_NAMES[origin.what],
  };

type Shape = Pick<Scope, 'paramcd' | 'definition' | 'sources'> & Partial<Scope>;

/** Every endpoint that progression or death ends, in the order of the answer. */
export const scopesOf = (course: SubjectCourse, config: Configuration, start: Start): readonly Scope[] => {
  const cns = compartmentSource(course, 'cns');
  const nonCns = compartmentSource(course, 'non-cns');
  const pooled = pooledSource(cns, nonCns);
  const own = (compartment: Compartment): Compartment | null =>
    config.nactScope === 'compartment' ? compartment : null;
  const scope = (shape: Shape): Scope => ({
    literal: null,
    deathIsEvent: true,
    therapyScope: null,
    start,
    responder: false,
    ...shape,
  });
  const literal = config.oneCompartmentRule === 'seedLiteral' ? nonCns : null;
  const ofCns = { sources: [cns], therapyScope: own('cns') };
  const ofNonCns = { sources: [nonCns], therapyScope: own('non-cns') };
  const both = [cns, nonCns].filter(({ required }) => required);
  return [
    scope({ paramcd: 'PFS', definition: 'ENDP-7.2-PFS', sources: [pooled] }),
    scope({ paramcd: 'CNSPFS', definition: 'ENDP-7.2-CNSPFS', ...ofCns, literal }),
    scope({ paramcd: 'NCNSPFS', definition: 'ENDP-7.2-NCNSPFS', ...ofNonCns }),
    scope({ paramcd: 'BIPFS', definition: 'ENDP-7.2-BIPFS', sources: both }),
    scope({ paramcd: 'TTP', definition: 'ENDP-7.2-TTP', sources: [pooled], deathIsEvent: false }),
    scope({ paramcd: 'CNSTTP', definition: 'ENDP-7.2-CNSTTP', ...ofCns, deathIsEvent: false }),
    scope({ paramcd: 'NCNSTTP', definition: 'ENDP-7.2-NCNSTTP', ...ofNonCns, deathIsEvent: false }),
  ];
};

export interface FirstResponse extends Dated {
  readonly timePointId: string;
  /** `null`: response of the whole patient. */
  readonly compartment: Compartment | null;
}

/** Duration of response: the table of PFS from the day of the response on (8.4). */
export const responseScope = (
  course: SubjectCourse,
  config: Configuration,
  { compartment, day, dates, factIds }: FirstResponse,
): Scope => ({
  paramcd: 'DOR',
  definition: 'TTE-8.4-DOR',
  sources: [
    compartment
      ? compartmentSource(course, compartment)
      : pooledSource(compartmentSource(course, 'cns'), compartmentSource(course, 'non-cns')),
  ],
  literal: null,
  deathIsEvent: true,
  therapyScope: config.nactScope === 'compartment' ? compartment : null,
  start: { day, dates, factIds, what: 'first-response', name: 'FIRST RESPONSE' },
  responder: true,
});
