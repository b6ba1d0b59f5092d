import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ReadModelUnavailable, thisProcess } from '@leptotrace/read-model';
import { openSqliteReadModels } from '@leptotrace/read-model-sqlite';
import { Sqlite } from '@leptotrace/sqlite';
import { readModelContract, type OpenedReadModels } from '../../libs/read-model/src/contract';

interface OpenedFile extends OpenedReadModels {
  readonly file: string;
}

const openAt = (file: string): OpenedFile => {
  const store = openSqliteReadModels({ file });
  return {
    file,
    store,
    another: async () => openSqliteReadModels({ file }),
    dispose: async () => {
      await store.close();
      rmSync(dirname(file), { recursive: true, force: true });
    },
  };
};

const newFile = (): string => join(mkdtempSync(join(tmpdir(), 'leptotrace-rows-')), 'read-models.db');

readModelContract('sqlite', {
  open: async () => openAt(newFile()),
  reopen: async (opened) => {
    await opened.store.close();
    return openAt((opened as OpenedFile).file);
  },
  failMidStep: async (opened) => {
    const other = new Sqlite((opened as OpenedFile).file);
    other.exec(
      `CREATE TRIGGER fails BEFORE INSERT ON rows WHEN new.key = 'fails'
       BEGIN SELECT RAISE(ABORT, 'the row could not be written'); END`,
    );
    other.close();
  },
});

describe('the lease of a process of this machine', () => {
  it('is free at once when the process is there no more, and with another epoch', async () => {
    const opened = openAt(newFile());
    const { pid } = spawnSync(process.execPath, ['-e', '']);
    const owner = thisProcess();
    const dead = await opened.store.acquire('lease', owner.replace(`/${process.pid}/`, `/${pid}/`), 60_000);
    const mine = await opened.store.acquire('lease', owner, 60_000);
    expect(mine?.epoch).toBe((dead?.epoch ?? 0) + 1);
    expect(await opened.store.acquire('lease', thisProcess(), 60_000)).toBeNull();
    expect(await opened.store.acquire('other', `elsewhere/${pid}/x`, 60_000)).not.toBeNull();
    expect(await opened.store.acquire('other', owner, 60_000)).toBeNull();
    await opened.dispose();
  });
});

describe('the file of the read models', () => {
  it('is readable by its owner alone', () => {
    const opened = openAt(newFile());
    expect(statSync(opened.file).mode & 0o777).toBe(0o600);
    return opened.dispose();
  });

  it('is made anew when it is damaged or of another schema: it can be built from the log', async () => {
    const damaged = newFile();
    writeFileSync(damaged, 'this is no database '.repeat(500));
    const first = openAt(damaged);
    expect(await first.store.generations('patients')).toEqual([]);
    await first.store.begin({ model: 'patients', definition: 'one' }, 'log');
    await first.store.close();
    const db = new Sqlite(damaged);
    db.pragma('user_version = 99');
    db.close();
    const second = openAt(damaged);
    expect(await second.store.generations('patients')).toEqual([]);
    await second.dispose();
  });

  it('is never made out of the file of another program', () => {
    const file = newFile();
    const db = new Sqlite(file);
    db.exec('CREATE TABLE precious (a)');
    db.close();
    expect(() => openSqliteReadModels({ file })).toThrow(ReadModelUnavailable);
    const again = new Sqlite(file, { readonly: true });
    expect(again.prepare('SELECT count(*) AS n FROM sqlite_schema').pluck().get()).toBe(1);
    again.close();
    rmSync(dirname(file), { recursive: true });
  });
});
