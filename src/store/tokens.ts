export const CONFIG = Symbol('configuration');
export const EVENT_STORE = Symbol('event store');
export const READ_MODELS = Symbol('read models');
export const SHARED_ANSWERS = Symbol('answers shared between instances');
