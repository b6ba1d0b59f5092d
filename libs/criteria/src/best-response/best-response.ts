import { type Configuration } from '@leptotrace/rules';
import { type CriterionResult } from '../model';
import { confirmedBest } from './confirmed';
import { unconfirmedBest } from './unconfirmed';
import { windowOf, type Best, type BestResponseOptions } from './window';

export interface BestResponses {
  readonly unconfirmed: Best;
  readonly confirmed: Best;
}

/** Best overall response of one criterion in one compartment, without and with confirmation (1.8). */
export const bestResponse = (result: CriterionResult, options: BestResponseOptions): BestResponses => {
  const window = windowOf(result, options);
  return { unconfirmed: unconfirmedBest(window), confirmed: confirmedBest(window) };
};

export interface Rate {
  readonly numerator: number;
  readonly denominator: number;
}

export interface ResponseRates {
  /** CR and PR of all. */
  readonly orr: Rate;
  /** CR, PR and SD of all, and NON_CR_NON_PD where the ruleset says so. */
  readonly dcr: Rate;
}

/** Numerators and denominators of the rates (1.8). `NED` is in neither; NE and missing are non-responders. */
export const responseRates = (
  bors: readonly Best['value'][],
  { dcrIncludesNonCrNonPd }: Configuration,
): ResponseRates => {
  const counted = bors.filter((value) => value !== 'NED' && value !== 'not-applicable');
  const count = (values: readonly Best['value'][]): Rate => ({
    numerator: counted.filter((value) => values.includes(value)).length,
    denominator: counted.length,
  });
  const controlled: readonly Best['value'][] = ['CR', 'PR', 'SD'];
  return {
    orr: count(['CR', 'PR']),
    dcr: count(dcrIncludesNonCrNonPd ? [...controlled, 'NON_CR_NON_PD'] : controlled),
  };
};
