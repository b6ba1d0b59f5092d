import { closeSync, fchmodSync, fstatSync, openSync, writeFileSync } from 'node:fs';

/** Results go to standard output, everything else to standard error, so that scripts can read the one. */
export const print = (text: string): void => void process.stdout.write(`${text}\n`);
export const tell = (text: string): void => void process.stderr.write(`${text}\n`);
export const printJson = (value: unknown): void => print(JSON.stringify(value, null, 2));

/** What is of patients, into a file that nobody else may read, even one that was there. */
export const writePrivately = (file: string, text: string): void => {
  const descriptor = openSync(file, 'w', 0o600);
  try {
    if (fstatSync(descriptor).isFile()) fchmodSync(descriptor, 0o600);
    writeFileSync(descriptor, text);
  } finally {
    closeSync(descriptor);
  }
};

/** Exit codes, the same for every command. */
export const EXIT = {
  done: 0,
  /** It ran, and the answer is no: rows were refused, the chain is broken. */
  refused: 1,
  /** The command or the configuration is wrong. */
  usage: 2,
  /** It could not be done. */
  failed: 3,
} as const;
