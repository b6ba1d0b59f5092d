import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { MemoryEventStore } from '@leptotrace/event-store-memory';
import { plainForm } from '@leptotrace/event-store';
import { systemClock, UTC } from '@leptotrace/kernel';

interface Script {
  readonly codeDigest: (root: string) => string;
  readonly reached: (root: string) => { readonly paths: readonly string[] };
}
// eslint-disable-next-line @typescript-eslint/no-require-imports -- a script of the build
const { codeDigest, reached } = require('../scripts/code-digest.cjs') as Script;

const ROOT = join(__dirname, '..');
const VARIABLE = 'LEPTOTRACE_CODE_DIGEST';

describe('the digest of the code that decides answers', () => {
  let copy: string;
  beforeAll(() => {
    copy = mkdtempSync(join(tmpdir(), 'leptotrace-code-'));
    for (const part of ['src', 'libs', 'package.json'])
      cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  });
  afterAll(() => rmSync(copy, { recursive: true }));

  const changed = (path: string, change: (text: string) => string): string => {
    const file = join(copy, path);
    const before = readFileSync(file, 'utf8');
    writeFileSync(file, change(before));
    try {
      return codeDigest(copy);
    } finally {
      writeFileSync(file, before);
    }
  };

  it('is that of this checkout wherever it lies, and what this process runs with', () => {
    expect(codeDigest(copy)).toBe(codeDigest(ROOT));
    expect(process.env[VARIABLE]).toBe(codeDigest(ROOT));
  });

  it('reaches criteria, endpoints, knowledge, answers and rows, and no specs', () => {
    const { paths } = reached(ROOT);
    for (const part of ['criteria', 'endpoints', 'genomics', 'assessments', 'timeline', 'clinical', 'kernel'])
      expect(paths.some((path) => path.startsWith(`libs/${part}/src/`))).toBe(true);
    expect(paths).toEqual(
      expect.arrayContaining(['src/derivations/endpoints.answer.ts', 'src/read-models/cohort.projection.ts']),
    );
    expect(paths.filter((path) => path.includes('.spec.'))).toEqual([]);
    expect([...paths].sort()).toEqual(paths);
  });

  it.each(['libs/endpoints/src/index.ts', 'src/derivations/status.answer.ts', 'libs/kernel/src/index.ts'])(
    'changes with %s',
    (path) => {
      expect(changed(path, (text) => `${text}// more\n`)).not.toBe(codeDigest(ROOT));
    },
  );

  it('does not change with ends of lines, specs and what decides no answer', () => {
    const path = 'src/derivations/status.answer.ts';
    expect(changed(path, (text) => text.replaceAll('\n', '\r\n'))).toBe(codeDigest(ROOT));
    expect(changed('src/operations/readiness.ts', (text) => `${text}// more\n`)).toBe(codeDigest(ROOT));
    appendFileSync(join(copy, 'libs/rules/src/rules.spec.ts'), '// more\n');
    expect(codeDigest(copy)).toBe(codeDigest(ROOT));
  });

  it('is in the definition of all rows and in the keys of answers, and in no digest of a ruleset', async () => {
    const here = process.env[VARIABLE];
    const under = async (code: string) => {
      process.env[VARIABLE] = code;
      let found: { readonly definitions: readonly string[]; readonly key: string; readonly ruleset: string };
      await jest.isolateModulesAsync(async () => {
        const { PatientStreams } = await import('../src/patients/patient-streams');
        const { Derivations, keyOf } = await import('../src/derivations/derivations');
        const { projectionsOf } = await import('../src/read-models/projections');
        const { installRulesets } = await import('@leptotrace/derivation');
        const store = new MemoryEventStore();
        const patients = new PatientStreams({ store, form: plainForm, clock: systemClock, zone: UTC });
        const installed = installRulesets();
        if (!installed.ok) throw new Error('the rulesets are not sound');
        const derivations = new Derivations(patients, { installed: installed.rulesets, preset: 'lm' });
        const { asked } = derivations.answerFrom('p', [], { on: '2024-01-01' });
        found = {
          definitions: Object.values(projectionsOf(patients, derivations)).map(
            ({ definition }) => definition,
          ),
          key: JSON.stringify(keyOf(asked)),
          ruleset: asked.ruleset.digest,
        };
      });
      return found!;
    };
    try {
      const [one, again, other] = [
        await under('a'.repeat(64)),
        await under('a'.repeat(64)),
        await under('b'.repeat(64)),
      ];
      expect(again).toEqual(one);
      one.definitions.forEach((definition, at) => expect(other.definitions[at]).not.toBe(definition));
      expect(other.key).not.toBe(one.key);
      expect(other.ruleset).toBe(one.ruleset);
    } finally {
      process.env[VARIABLE] = here;
    }
  });
});
