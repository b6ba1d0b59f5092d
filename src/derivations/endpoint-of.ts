import type { EndpointResult } from '@leptotrace/endpoints';
import { Problem } from '../http/problem';
import type { AskedAndDerived } from './derivations';
import { endpointAnswer, type EndpointAnswer } from './endpoints.answer';

const BY_CRITERION = ['BOR', 'CBOR', 'DOR'];

/** One time-to-event endpoint. @throws Problem when there is none of that name. */
export const resultOf = ({ derived }: AskedAndDerived, paramcd: string): EndpointResult => {
  const found = derived.endpoints.find((endpoint) => endpoint.paramcd === paramcd);
  if (found) return found;
  const known = derived.endpoints.map((endpoint) => endpoint.paramcd).join(', ');
  const why = BY_CRITERION.includes(paramcd)
    ? `There is a ${paramcd} for each criterion, and none here; use one of ${known}.`
    : `${paramcd} is none of ${known}.`;
  throw new Problem('unknown-endpoint', why);
};

/** The same as it is answered. @throws Problem when there is none of that name. */
export const endpointOf = (found: AskedAndDerived, paramcd: string): EndpointAnswer =>
  endpointAnswer(resultOf(found, paramcd), found.derived.ruleset.configuration.monthDays);
