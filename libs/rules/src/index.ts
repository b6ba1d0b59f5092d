export * from './citations';
export * from './derivation';
export * from './flags';
export * from './parameters';
export * from './provenance';
export * from './rule';
export * from './ruleset';
export * from './specification';
