import { cautionsOf, type BestOf } from '@leptotrace/derivation';
import type { EndpointReading, EndpointResult } from '@leptotrace/endpoints';
import { flagsOf } from '@leptotrace/rules';
import { dateOf, datesText, headOf, traced, type AnswerHead, type Traced } from './common.answer';
import type { AskedAndDerived } from './derivations';

/** One time-to-event value under its ADaM names; CNSR 0 is an event. */
export interface EndpointAnswer extends Traced {
  readonly paramcd: string;
  readonly param: string;
  readonly aval: number | null;
  readonly avalu: 'DAYS';
  readonly avalMonths: number | null;
  readonly avalRange: { readonly from: number; readonly to: number } | null;
  readonly startdt: string | null;
  readonly adt: string | null;
  readonly adtRange: { readonly from: string; readonly to: string } | null;
  readonly cnsr: number | null;
  readonly evntdesc: string;
  readonly cnsdtdsc: string | null;
  readonly cause: string | null;
  readonly determinacy: EndpointResult['determinacy'];
  readonly missing: readonly string[];
  /** Facts that exclude each other. */
  readonly contradicting: readonly string[];
  /** Checks of the course that go with it, by name. */
  readonly checks: readonly { readonly code: string; readonly facts: readonly string[] }[];
  /** The value under every reading of the evidence, where there is more than one. */
  readonly readings: readonly ReadingAnswer[];
  readonly cautions: readonly { readonly rule: string; readonly caution: readonly string[] }[];
}

/** One reading: what it takes for true, and the value that then stands. */
export type ReadingAnswer = Omit<EndpointReading, 'adt'> & { readonly adt: string | null };

export interface BestAnswer {
  readonly criterion: string;
  readonly compartment: string;
  readonly bor: ResponseAnswer;
  readonly cbor: ResponseAnswer;
  readonly dor: EndpointAnswer | null;
}

export interface ResponseAnswer extends Traced {
  readonly value: string;
  readonly date: string | null;
}

export interface EndpointsAnswer extends AnswerHead {
  readonly endpoints: readonly EndpointAnswer[];
  readonly responses: readonly BestAnswer[];
}

export const endpointAnswer = (found: EndpointResult, monthDays: number): EndpointAnswer => ({
  paramcd: found.paramcd,
  param: found.param,
  aval: found.aval,
  avalu: 'DAYS',
  avalMonths: found.aval === null ? null : found.aval / monthDays,
  avalRange: found.avalRange,
  startdt: dateOf(found.startdt),
  adt: dateOf(found.adt),
  adtRange: found.adtRange && datesText(found.adtRange),
  cnsr: found.cnsr,
  evntdesc: found.evntdesc,
  cnsdtdsc: found.cnsdtdsc,
  cause: found.cause,
  determinacy: found.determinacy,
  missing: found.missing,
  contradicting: found.contradicting,
  checks: found.checks.map(({ code, factIds }) => ({ code, facts: factIds })),
  readings: found.readings.map((reading) => ({ ...reading, adt: dateOf(reading.adt) })),
  cautions: cautionsOf(found.why),
  // What is to be known of the deciding response is to be known of the endpoint.
  ...traced(found.why, [...found.flags, ...flagsOf(found.why)]),
});

const responseAnswer = ({ value, day, why, flags }: BestOf['confirmed']): ResponseAnswer => ({
  value,
  date: dateOf(day),
  ...traced(why, flags),
});

/** Every endpoint at once, and the best response by every criterion. */
export const endpointsAnswer = (found: AskedAndDerived): EndpointsAnswer => {
  const { derived } = found;
  const { monthDays } = derived.ruleset.configuration;
  return {
    ...headOf(found),
    endpoints: derived.endpoints.map((endpoint) => endpointAnswer(endpoint, monthDays)),
    responses: derived.best.map(({ criterion, compartment, unconfirmed, confirmed, duration }) => ({
      criterion,
      compartment,
      bor: responseAnswer(unconfirmed),
      cbor: responseAnswer(confirmed),
      dor: duration && endpointAnswer(duration, monthDays),
    })),
  };
};
