export * from './adam';
export * from './conventions';
export { deriveEndpoints, durationOfResponse } from './endpoints';
export { ENDPOINT_RULES, type EndpointRuleId } from './endpoints.rules';
export * from './impute';
export * from './model';
export { CENSOR_DATES, CNSR_TEXTS, EVENT_TEXTS, PARAMS } from './names';
export * from './progression-date';
export { type FirstResponse } from './scopes';
