import { generateKeyPairSync } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fingerprintOf, publicKeyIn, recordRoot } from '@leptotrace/event-store';
import { systemClock } from '@leptotrace/kernel';
import { ConfigError } from '../config/config';
import { rootSignerIn } from '../operations/root-key';
import { EXIT, print, printJson } from './output';
import { withSession, type GlobalOptions } from './session';

const PEM = { type: 'spki', format: 'pem' } as const;

const made = (file: string): string => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  try {
    // Never over another key: what it signed could not be continued.
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  } catch (fault) {
    throw new ConfigError(`${file}: ${(fault as NodeJS.ErrnoException).code ?? 'cannot be written'}.`);
  }
  return publicKey.export(PEM).toString();
};

/** Makes a key, and prints its public half: to be kept where the log is verified. */
export const rootKey = async (file: string, options: { readonly public?: boolean }): Promise<number> => {
  if (options.public) {
    const key = Buffer.from(rootSignerIn(file).publicKey, 'base64');
    print(`-----BEGIN PUBLIC KEY-----\n${key.toString('base64')}\n-----END PUBLIC KEY-----`);
  } else print(made(file).trim());
  return EXIT.done;
};

/** A root that the present key signs and that names the next: whoever trusts the one then trusts the other. */
export const changeRootKey = async ({
  to,
  ...options
}: GlobalOptions & { readonly to: string }): Promise<number> =>
  withSession({ ...options, mustExist: true }, async ({ store, config }) => {
    if (config.rootKeyFile === null)
      throw new ConfigError('ROOT_KEY_FILE: set the present key; it signs the announcement of the next.');
    const nextKey = publicKeyIn(readFileSync(to, 'utf8'));
    const outcome = await recordRoot(store, {
      now: systemClock,
      actor: 'system',
      tenantId: 'local',
      signer: rootSignerIn(config.rootKeyFile),
      nextKey,
    });
    if (options.json) printJson({ ...outcome, nextKey });
    else
      print(
        `announced ${fingerprintOf(nextKey)}: start every instance with ROOT_KEY_FILE=${to}; under the present key none writes a root any more`,
      );
    return EXIT.done;
  });
