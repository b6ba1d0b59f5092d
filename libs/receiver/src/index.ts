export * from './envelope';
export * from './verify';
export * from './receiver';
export * from './pull';
export * from './handler';
