import { spawn, type ChildProcess } from 'node:child_process';
import { resolve } from 'node:path';

const RUN_TS = resolve(__dirname, '../../support/run-ts.cjs');

/**
 * Shorter than Jest's patience with a test: a child that never ends fails its test with SIGKILL. Left
 * alone it would hold Jest's own output open, and the whole run would never end.
 */
const LONGEST_MS = 20_000;

export interface Child {
  readonly process: ChildProcess;
  /** Whole lines of its standard output so far. */
  readonly lines: () => readonly string[];
  readonly ended: Promise<number | NodeJS.Signals | null>;
}

/** Runs a file of test/contract/children as a process of its own, from its source. */
export const startChild = (name: string, ...args: readonly (string | number)[]): Child => {
  const file = resolve(__dirname, '../children', name);
  const child = spawn(process.execPath, [RUN_TS, file, ...args.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    timeout: LONGEST_MS,
    killSignal: 'SIGKILL',
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  const ended = new Promise<number | NodeJS.Signals | null>((done) => {
    child.once('close', (code, signal) => done(signal ?? code));
  });
  return { process: child, lines: () => output.split('\n').slice(0, -1), ended };
};
