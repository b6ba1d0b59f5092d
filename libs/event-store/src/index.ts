export * from './port';
export * from './faults';
export * from './limits';
export * from './hash-chain';
export * from './subscription';
