export * from './aalen-johansen';
export * from './distributions';
export * from './kaplan-meier';
export * from './log-rank';
export * from './proportion';
export * from './subjects';
export * from './survival.rules';
