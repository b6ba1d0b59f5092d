import type { ReplayAnswer } from '@web/api/types';
import type { CheckOfValue } from '@web/ui/Doubt';

type Check = ReplayAnswer['timeline']['checks'][number];

const SEVERITIES = ['error', 'warning', 'hint'] as const satisfies readonly Check['severity'][];

export interface OfSeverity {
  readonly severity: Check['severity'];
  readonly checks: readonly CheckOfValue[];
}

/** Checks as a value carries them. */
const ofValue = ({ code, factIds, message }: Check): CheckOfValue => ({ code, facts: factIds, message });

/** The worst first; a severity that nothing has is not named. */
export const bySeverity = (checks: readonly Check[]): readonly OfSeverity[] =>
  SEVERITIES.map((severity) => ({
    severity,
    checks: checks.filter((each) => each.severity === severity).map(ofValue),
  })).filter((each) => each.checks.length > 0);

/** Checks that an endpoint names, with what the course says of them. */
export const withMessages = (
  named: readonly Pick<CheckOfValue, 'code' | 'facts'>[],
  checks: readonly Check[],
): readonly CheckOfValue[] =>
  named.map((each) => {
    const found = checks.find(
      ({ code, factIds }) => code === each.code && factIds.join() === each.facts.join(),
    );
    return found ? ofValue(found) : each;
  });
