import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import BetterSqlite3 from 'better-sqlite3';
import { recordRoot, rootSignerOf, streamId } from '@leptotrace/event-store';
import { systemClock } from '@leptotrace/kernel';
import { changeRootKey, rootKey } from '../../src/cli/root-key.command';
import { verify, type VerifyCommandOptions } from '../../src/cli/verify.command';
import { eventLogFile } from '../../src/config/config';
import { openSqliteLog } from '../../src/store/open';
import { chained } from '../contract/support/chained';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const signer = rootSignerOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());

describe('leptotrace verify', () => {
  let folder: string;
  let dataDir: string;
  let said: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'leptotrace-verify-command-'));
    dataDir = join(folder, 'data');
    said = '';
    jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
    writeFileSync(join(folder, 'key.pem'), privateKey.export({ type: 'pkcs8', format: 'pem' }));
    writeFileSync(join(folder, 'public.pem'), publicKey.export({ type: 'spki', format: 'pem' }));
    const log = openSqliteLog(dataDir);
    for (const key of ['anna', 'berta']) {
      const [first, ...rest] = chained(streamId('patient', key), 3);
      if (first) await log.append(streamId('patient', key), 'no-stream', [first, ...rest]);
    }
    await recordRoot(log, { now: systemClock, actor: 'hourly', signer });
    await log.close();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    delete process.env['ROOT_KEY_FILE'];
    rmSync(folder, { recursive: true, force: true });
  });

  const ended = async (options: VerifyCommandOptions = {}): Promise<readonly [number, string]> => {
    said = '';
    return [await verify({ dataDir, ...options }), said];
  };

  it('says what holds, and by whose key', async () => {
    expect(await ended()).toEqual([0, expect.stringContaining('7 events in 3 streams: intact')]);
    expect(said).toContain('by a key that only the log names');
    expect((await ended({ publicKey: join(folder, 'public.pem') }))[0]).toBe(0);
    expect(said).toContain('by the key given');
  });

  it('ends with 1 for another key, and for a hash that is of no root', async () => {
    const other = join(folder, 'other.pem');
    expect(await rootKey(other, {})).toBe(0);
    writeFileSync(join(folder, 'other-public.pem'), said);
    expect((await ended({ publicKey: join(folder, 'other-public.pem') }))[0]).toBe(1);
    expect(await ended({ expect: '0'.repeat(64) })).toEqual([1, expect.stringContaining('kept elsewhere')]);
    await expect(verify({ dataDir, publicKey: join(folder, 'none.pem') })).rejects.toThrow('--public-key');
  });

  it('writes nothing where it verifies a copy', async () => {
    const state = () =>
      readdirSync(dataDir).map((name) => [
        name,
        createHash('sha256')
          .update(readFileSync(join(dataDir, name)))
          .digest('hex'),
      ]);
    const before = state();
    expect((await ended({ copy: true, json: true }))[0]).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ intact: true, events: 7, damage: [] });
    expect(state()).toEqual(before);
    expect(
      readdirSync(tmpdir()).filter((name) => name.startsWith('leptotrace-verify-') && !folder.endsWith(name)),
    ).toEqual([]);
  });

  it('makes no log of a file that is empty', async () => {
    writeFileSync(eventLogFile(dataDir), '');
    expect(await ended()).toEqual([1, expect.stringContaining('EMPTY')]);
    expect(statSync(eventLogFile(dataDir)).size).toBe(0);
  });

  it('finds an index that leads to other rows than it should', async () => {
    copyFileSync(eventLogFile(dataDir), join(folder, 'sound.db'));
    const db = new BetterSqlite3(eventLogFile(dataDir));
    db.unsafeMode();
    db.pragma('writable_schema = ON');
    const { changes } = db
      .prepare("UPDATE sqlite_master SET sql = replace(sql, '(category)', '(type)') WHERE type = 'index'")
      .run();
    db.close();
    expect(changes).toBeGreaterThan(0);
    expect(await ended()).toEqual([1, expect.stringContaining('the file is damaged')]);
    expect(said).toContain('BROKEN');
  });

  it('follows a key to the one that it announces', async () => {
    const next = join(folder, 'next.pem');
    await rootKey(next, {});
    await expect(changeRootKey({ dataDir, to: next })).rejects.toThrow('ROOT_KEY_FILE');
    process.env['ROOT_KEY_FILE'] = join(folder, 'key.pem');
    expect(await changeRootKey({ dataDir, to: next })).toBe(0);
    said = '';
    await rootKey(next, { public: true });
    writeFileSync(join(folder, 'next-public.pem'), said);
    const log = openSqliteLog(dataDir);
    const [first, ...rest] = chained(streamId('patient', 'clara'), 1);
    if (first) await log.append(streamId('patient', 'clara'), 'no-stream', [first, ...rest]);
    await recordRoot(log, {
      now: systemClock,
      actor: 'hourly',
      signer: rootSignerOf(readFileSync(next, 'utf8')),
    });
    await log.close();
    for (const key of ['public.pem', 'next-public.pem'])
      expect((await ended({ publicKey: join(folder, key) }))[0]).toBe(0);
  });

  it('never writes a key over another', async () => {
    await expect(rootKey(join(folder, 'key.pem'), {})).rejects.toThrow('EEXIST');
    expect(statSync(join(folder, 'key.pem')).size).toBeGreaterThan(0);
  });
});
