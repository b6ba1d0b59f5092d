import { readFileSync } from 'node:fs';
import { rootSignerOf, type RootSigner } from '@leptotrace/event-store';
import { ConfigError } from '../config/config';

/** Of roots, and of bundles; `null`: nothing is signed. */
export const ROOT_SIGNER = Symbol('root signer');

/** @throws ConfigError when the file cannot be read, or holds no private ed25519 key. */
export const rootSignerIn = (file: string): RootSigner => {
  try {
    return rootSignerOf(readFileSync(file, 'utf8'));
  } catch (fault) {
    throw new ConfigError(
      `ROOT_KEY_FILE=${file}: ${(fault as Error).message}. Make one with "leptotrace root-key".`,
    );
  }
};
