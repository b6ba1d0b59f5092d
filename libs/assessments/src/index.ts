export * from './course';
export * from './last-known-alive';
export * from './placement';
export * from './pressures';
export * from './therapy-lines';
export * from './grouping';
export * from './time-points';
export * from './assessments.rules';
