import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Beside what was built; sources that run as they are have it from who runs them (scripts/code-digest.cjs). */
const BUILT = join(__dirname, '..', '..', 'code-digest');

const found = existsSync(BUILT) ? readFileSync(BUILT, 'utf8') : process.env['LEPTOTRACE_CODE_DIGEST'];
if (!found) throw new Error('the digest of the code is not known: run scripts/build.mjs');

/**
 * Digest of all code that decides an answer. It stands beside the digest of a ruleset and never in it: the same
 * question under the same ruleset stays the same question in the next build, and is answered anew.
 */
export const CODE_DIGEST: string = found;
