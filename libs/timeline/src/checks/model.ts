import { type Fact, type FactKind, type FactOf, type WarningCode } from '@leptotrace/clinical';
import { type DayInterval } from '@leptotrace/kernel';

/**
 * error: statements that cannot all be so, or evidence that could not be read. warning: hardly meant, or
 * decided by a stated rule. hint: worth a look.
 */
export type Severity = 'error' | 'warning' | 'hint';

export type CheckGroup = 'order' | 'said-twice' | 'thing-against-thing' | 'plausibility' | 'not-used';

/**
 * Which values a check goes with: those that its facts could have entered, those that a fact of it
 * decides, or none. A fact that was read otherwise than meant may be missing from a derivation, so what
 * decided is not enough for an error.
 */
export type Reach = 'could-enter' | 'decides' | 'none';

interface Definition {
  readonly group: CheckGroup;
  readonly severity: Severity;
  readonly reach: Reach;
  readonly mend: string;
}

const define = (group: CheckGroup, severity: Severity, reach: Reach, mend: string): Definition => ({
  group,
  severity,
  reach,
  mend,
});

const DATES = 'Correct the date that is wrong, or retract the fact.';
const VALUE = 'Compare value and unit with the source; amend the fact, or accept the warning with a reason.';

/** Every check by its name (real courses 6). */
export const CHECKS = {
  'after-death': define(
    'order',
    'error',
    'could-enter',
    'Correct the death or the date of what lies after it.',
  ),
  'result-before-specimen': define('order', 'error', 'could-enter', DATES),
  'known-before-it-happened': define('order', 'error', 'could-enter', 'Correct occurredOn or assertedAt.'),
  'stop-before-start': define('order', 'error', 'could-enter', DATES),
  'visit-out-of-order': define(
    'order',
    'error',
    'could-enter',
    'Correct the date, the year first, or the name of the visit.',
  ),
  'scan-date-copied': define('order', 'error', 'could-enter', 'Correct the date of the scan.'),
  'two-visits-on-one-date': define('order', 'warning', 'none', 'Correct the name of a visit, or its date.'),
  'anchor-disagrees': define('order', 'error', 'could-enter', 'Correct occurredOn, or the anchor.'),
  'narrative-order': define('order', 'warning', 'decides', 'Correct the date, or the sequence.'),
  'points-to-retracted-fact': define(
    'order',
    'error',
    'could-enter',
    'Point to another fact, or reinstate the one that was retracted.',
  ),
  'two-sizes': define('said-twice', 'error', 'could-enter', 'Keep the size that the source means.'),
  'number-beside-not-evaluable': define(
    'said-twice',
    'error',
    'could-enter',
    'Keep the number, or that the lesion could not be evaluated.',
  ),
  'two-deaths': define('said-twice', 'error', 'could-enter', 'Retract the death that is wrong.'),
  'two-birth-years': define('said-twice', 'warning', 'none', 'Register the year of birth or the age anew.'),
  'same-report-twice': define('said-twice', 'warning', 'none', 'Retract one of them as a duplicate.'),
  'result-of-another-specimen': define(
    'thing-against-thing',
    'error',
    'could-enter',
    'Point the result to its own specimen, or correct what the specimen is.',
  ),
  'response-against-lesions': define(
    'thing-against-thing',
    'warning',
    'decides',
    'Correct the stated response, or the lesions.',
  ),
  'progression-without-change': define(
    'thing-against-thing',
    'hint',
    'none',
    'Record the change of therapy, or that it was continued beyond progression.',
  ),
  'lm-against-evidence': define(
    'thing-against-thing',
    'warning',
    'decides',
    'Record what the diagnosis rests on, or its certainty.',
  ),
  'pressure-outside-usual': define('plausibility', 'warning', 'decides', VALUE),
  'length-outside-usual': define('plausibility', 'warning', 'decides', VALUE),
  'length-more-than-trebled': define('plausibility', 'warning', 'decides', VALUE),
  'dose-outside-usual': define('plausibility', 'warning', 'decides', VALUE),
  'radiation-dose-outside-usual': define('plausibility', 'warning', 'decides', VALUE),
  'fraction-below-detection-limit': define('plausibility', 'warning', 'decides', VALUE),
  'day-after-recording': define('plausibility', 'warning', 'decides', VALUE),
  unread: define('not-used', 'error', 'could-enter', 'Record what the source says as the fact that it is.'),
  'not-used': define('not-used', 'hint', 'none', 'Record it as a kind of fact, where one holds it.'),
} as const satisfies Readonly<Record<WarningCode, Definition>> & Readonly<Record<string, Definition>>;

export type CheckCode = keyof typeof CHECKS;

/** What one check found: named, with its facts and the way to put it right. */
export interface Check {
  readonly code: CheckCode;
  readonly group: CheckGroup;
  readonly severity: Severity;
  readonly factIds: readonly string[];
  readonly message: string;
  readonly mend: string;
  /** The kind of fact that something unread would have been. */
  readonly wouldBe?: FactKind;
}

/** What is found, in the order in which facts are to be read: sorted where their order says nothing. */
export const found = (
  code: CheckCode,
  factIds: readonly string[],
  message: string,
  mend: string = CHECKS[code].mend,
): Check => ({
  code,
  group: CHECKS[code].group,
  severity: CHECKS[code].severity,
  factIds,
  message,
  mend,
});

/** A fact that is believed, with every day that its date may mean. */
export interface Dated {
  readonly factId: string;
  readonly fact: Fact;
  readonly interval: DayInterval;
}

export type Of<K extends FactKind> = Dated & { readonly fact: FactOf<K> };

export const ofKind = <K extends FactKind>(facts: readonly Dated[], kind: K): readonly Of<K>[] =>
  facts.filter((dated): dated is Of<K> => dated.fact.kind === kind);
