export { AccessRefused } from './connection';
export * from './event-store';
