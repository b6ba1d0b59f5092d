import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Sqlite } from '@leptotrace/sqlite';

const text = (...path: readonly string[]): string => readFileSync(join(__dirname, '..', ...path), 'utf8');

interface Package {
  readonly version?: string;
  readonly resolved?: string;
  readonly dev?: boolean;
  readonly hasInstallScript?: boolean;
  readonly scripts?: object;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const manifest = JSON.parse(text('package.json')) as Package;
const { packages } = JSON.parse(text('package-lock.json')) as {
  readonly packages: Readonly<Record<string, Package>>;
};

const major = (version: string): number => Number(version.split('.', 1)[0]);
const dockerfile = text('deploy', 'Dockerfile');
const [build = '', shipped = ''] = dockerfile.split(/^FROM .*slim$/m);

describe('the image', () => {
  const versions = [...dockerfile.matchAll(/^FROM node:(\d+)-/gm)].map(([, version]) => Number(version));

  it('stands on one Node, of those that are tried, for which SQLite comes prebuilt', () => {
    expect(versions).toHaveLength(2);
    expect(new Set(versions).size).toBe(1);
    const tried = /^for version in (.*); do$/m.exec(text('.ci', 'run'))?.[1]?.split(' ').map(major);
    expect(tried).toContain(versions[0]);
    expect(versions[0]).toBeGreaterThanOrEqual(22);
  });

  it('runs as a user of its own, and holds what it needs to run and no more', () => {
    expect(build).toContain('npm prune --omit=dev');
    expect(shipped).toMatch(/^USER node$/m);
    expect(shipped).not.toMatch(/npm|COPY (?!--from=build)/);
    const copied = [...shipped.matchAll(/^COPY --from=build \/app\/(\S+)/gm)].map(([, path]) => path);
    expect(copied.sort()).toEqual(['bin', 'data', 'dist', 'node_modules', 'package.json']);
    expect(shipped.indexOf('USER node')).toBeLessThan(shipped.indexOf('CMD'));
  });

  it('has what package.json points to in this tree before it installs', () => {
    const before = build.slice(0, build.indexOf('npm install'));
    const files = Object.values(manifest.dependencies ?? {}).filter((version) => version.startsWith('file:'));
    for (const file of files) expect(before).toContain(`COPY ${file.slice('file:'.length)} `);
    expect(before).toContain('.npmrc');
  });
});

describe('packages', () => {
  it('that run a script when they are installed are known, and none of them reports', () => {
    const scripted = Object.entries(packages).filter(
      ([, { hasInstallScript, dev }]) => hasInstallScript && !dev,
    );
    // Versions of npm differ in whether the second SQLite, which comes compiled, counts among them.
    const known = ['better-sqlite3', 'better-sqlite3-13', 'protobufjs'].map((name) => `node_modules/${name}`);
    expect(known).toEqual(expect.arrayContaining(scripted.map(([path]) => path)));
    const stands = Object.entries(packages).filter(([path]) => path.endsWith('/@scarf/scarf'));
    expect(stands.map(([, { resolved }]) => resolved)).toEqual(['file:tools/no-report']);
    expect((JSON.parse(text('tools', 'no-report', 'package.json')) as Package).scripts).toBeUndefined();
  });

  it('hold two versions of SQLite, of which the one for this Node is loaded', () => {
    expect(major(packages['node_modules/better-sqlite3']?.version ?? '')).toBe(12);
    expect(major(packages['node_modules/better-sqlite3-13']?.version ?? '')).toBe(13);
    expect(Object.keys(manifest.optionalDependencies ?? {})).toEqual(['better-sqlite3']);
    const db = new Sqlite(':memory:');
    expect(db.prepare('SELECT 1').pluck().get()).toBe(1);
    db.close();
    const name = major(process.versions.node) >= 22 ? 'better-sqlite3-13' : 'better-sqlite3';
    expect(Object.keys(require.cache).some((path) => path.includes(`/${name}/`))).toBe(true);
  });
});
