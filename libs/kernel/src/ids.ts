import { v5, v4 } from 'uuid';

/** Fixed for ever: every deterministic id in every log derives from it. */
const LEPTOTRACE_NAMESPACE = 'f0b3a6d2-5c0e-5d6f-9a37-1f6a2d2b7c11';

/** The same parts give the same UUID (version 5), so that a retry names what it named before. */
export const deterministicId = (...parts: readonly (string | number)[]): string =>
  v5(JSON.stringify(parts), LEPTOTRACE_NAMESPACE);

export const randomId = (): string => v4();
