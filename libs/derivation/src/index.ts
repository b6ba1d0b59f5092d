export type { OriginChoice } from '@leptotrace/assessments';
export * from './criteria-results';
export * from './derive';
export * from './difference';
export * from './evidence';
export * from './explain';
export * from './rule-books';
export * from './rulesets';
export * from './rules-page';
