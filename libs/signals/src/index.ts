export * from './decide';
export { SIGNAL_VERSION } from './earlier-versions';
export * from './picture';
export * from './receive';
export * from './signal';
export * from './reference';
