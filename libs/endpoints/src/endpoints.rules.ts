import { DATE_RULES } from './dates.rules';
import { DEFINITION_RULES } from './definitions.rules';
import { OTHER_RULES } from './other-endpoints.rules';
import { TABLE_RULES } from './time-to-event.rules';

/** Every rule of endpoints, by id. */
export const ENDPOINT_RULES = { ...DATE_RULES, ...DEFINITION_RULES, ...TABLE_RULES, ...OTHER_RULES };

export type EndpointRuleId = keyof typeof ENDPOINT_RULES;
