export * from './aside';
export * from './faults';
export * from './owner';
export * from './port';
export * from './projection';
export * from './projector';
export * from './reader';
export * from './same-log';
