import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { streamId } from '@leptotrace/event-store';
import { openSqliteLog } from '../../src/store/open';
import { chained } from '../contract/support/chained';

const folder = mkdtempSync(join(tmpdir(), 'leptotrace-private-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const run = (...args: readonly string[]) =>
  spawnSync(process.execPath, [resolve('test/support/run-ts.cjs'), 'src/cli/main.ts', ...args], {
    encoding: 'utf8',
  });
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8);

/** Whatever the shell allows: the service is stricter by itself. */
const withUmask = async <T>(mask: number, work: () => Promise<T>): Promise<T> => {
  const before = process.umask(mask);
  try {
    return await work();
  } finally {
    process.umask(before);
  }
};

describe('files of patients', () => {
  it('a log, its copy and an export are readable by their owner alone', async () => {
    const dataDir = join(folder, 'data');
    await withUmask(0, async () => {
      const log = openSqliteLog(dataDir);
      const [first] = chained(streamId('patient', 'p'), 1);
      if (first) await log.append(streamId('patient', 'p'), 'no-stream', [first]);
      await log.close();
      const copy = join(folder, 'backups', 'events.db');
      expect(run('backup', '--data-dir', dataDir, copy)).toMatchObject({ status: 0 });
      const out = join(folder, 'all.ndjson');
      writeFileSync(out, 'of before', { mode: 0o644 });
      expect(run('export', '--data-dir', dataDir, '--out', out)).toMatchObject({ status: 0 });
      expect([dataDir, join(folder, 'backups')].map(modeOf)).toEqual(['700', '700']);
      expect([join(dataDir, 'events.db'), copy, out].map(modeOf)).toEqual(['600', '600', '600']);
      expect(run('verify', '--data-dir', join(folder, 'backups'))).toMatchObject({ status: 0 });
      expect(run('backup', '--data-dir', dataDir, copy).stderr).toMatch(/Name a new file/);
    });
  }, 120_000);

  it('the data folder is closed to others where it was open, and no folder that is not ours', async () => {
    const ours = join(folder, 'opened');
    await openSqliteLog(ours).close();
    chmodSync(ours, 0o755);
    await openSqliteLog(ours).close();
    expect(modeOf(ours)).toBe('700');
    const shared = join(folder, 'shared');
    mkdirSync(shared);
    chmodSync(shared, 0o755);
    writeFileSync(join(shared, 'of-somebody-else'), '');
    await openSqliteLog(shared).close();
    expect(modeOf(shared)).toBe('755');
  });
});
