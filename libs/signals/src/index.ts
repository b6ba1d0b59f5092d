export * from './decide';
export * from './picture';
export * from './receive';
export * from './signal';
export * from './reference';
