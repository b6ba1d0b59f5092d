export * from './lm-model';
export * from './model';
