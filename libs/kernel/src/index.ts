export * from './brand';
export * from './change';
export * from './digest';
export * from './ids';
export * from './instant';
export * from './issue';
export * from './json';
export * from './partial-date';
