export const CONFIG = Symbol('configuration');
export const EVENT_STORE = Symbol('event store');
