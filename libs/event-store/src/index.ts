export * from './port';
export * from './faults';
export * from './limits';
export * from './hash-chain';
export * from './subscription';
export * from './command-runner';
export * from './stored-form';
