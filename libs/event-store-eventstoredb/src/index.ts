export { AccessRefused } from './faults';
export * from './event-store';
