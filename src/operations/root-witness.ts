import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeStampRequest } from './time-stamp';

/** What is told of a root: enough for `leptotrace verify --expect`. */
export interface WitnessedRoot {
  readonly log: string;
  readonly revision: number;
  readonly recordedAt: string;
  readonly hash: string;
}

/** Keeps it where who can write the log cannot. @throws Error when it did not */
export type Witness = (root: WitnessedRoot) => Promise<void>;

const WITHIN_MS = 10_000;
const AUTHORITY = 'rfc3161+';

const intoFile =
  (file: string): Witness =>
  (root) =>
    appendFile(file, `${JSON.stringify(root)}\n`, { mode: 0o600 });

const posted = async (
  url: string,
  type: string,
  body: string | Uint8Array<ArrayBuffer>,
): Promise<Response> => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
    redirect: 'error',
    signal: AbortSignal.timeout(WITHIN_MS),
  });
  if (!response.ok) throw new Error(`the witness answers ${response.status}`);
  return response;
};

const toReceiver =
  (url: string): Witness =>
  async (root) =>
    void (await (await posted(url, 'application/json', JSON.stringify(root))).body?.cancel());

/** RFC 3161: the token says that the hash was there by then, and is kept beside the log; copy it away. */
const toAuthority =
  (url: string, dataDir: string): Witness =>
  async ({ revision, hash }) => {
    const answer = await posted(url, 'application/timestamp-query', timeStampRequest(hash));
    const folder = join(dataDir, 'time-stamps');
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(join(folder, `root-${revision}.tsr`), Buffer.from(await answer.arrayBuffer()), {
      mode: 0o600,
    });
  };

/**
 * `file:///mnt/elsewhere/roots.ndjson`, `https://…` for a receiver of JSON, `rfc3161+https://…` for a time
 * stamp authority: as the configuration has checked.
 */
export const witnessOf = (text: string, dataDir: string): Witness => {
  if (text.startsWith(AUTHORITY)) return toAuthority(text.slice(AUTHORITY.length), dataDir);
  return text.startsWith('file:') ? intoFile(fileURLToPath(text)) : toReceiver(text);
};
