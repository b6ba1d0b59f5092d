import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COURSE = join(process.cwd(), 'data/published-courses/cantemist-cc_onco729.json');
const whenBuilt = existsSync(join(process.cwd(), 'dist/src/cli/main.js')) ? describe : describe.skip;

whenBuilt('the command line', () => {
  const folder = mkdtempSync(join(tmpdir(), 'leptotrace-cli-'));
  const dataDir = join(folder, 'data');
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/leptotrace.cjs', ...args], {
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };

  it.each([
    [],
    ['serve'],
    ['demo'],
    ['import'],
    ['export'],
    ['timeline'],
    ['derive'],
    ['check'],
    ['check-bundle'],
    ['verify'],
    ['root-key'],
    ['root-key-change'],
    ['rebuild'],
    ['copy-log'],
    ['webhooks'],
    ['webhooks', 'create'],
  ])('explains %s', (...command) => {
    const { status, stdout } = run(...command, '--help');
    expect(status).toBe(0);
    expect(stdout).toContain('Usage: leptotrace');
  });

  it('tries a file, takes it once, and takes nothing the second time', () => {
    const dry = JSON.parse(run('import', COURSE, '--dry-run', '--json', '--data-dir', dataDir).stdout);
    expect(dry[0]).toMatchObject({ dryRun: true, patients: [{ outcome: 'would-import' }] });
    expect(run('import', COURSE, '--data-dir', dataDir).stdout).toContain('imported, 55 statements');
    expect(run('import', COURSE, '--data-dir', dataDir).stdout).toContain('unchanged, 0 statements');
  });

  it('refuses a bad file with 1, names the row, and writes nothing', () => {
    const bad = join(folder, 'bad.ndjson');
    writeFileSync(
      bad,
      '{"format":"leptotrace/1","patientId":"x","statement":"registered"}\n{"format":"leptotrace/1","patientId":"x","statement":"recorded","factId":"f","fact":{"kind":"DeathRecorded","occurredOn":"2024-13"}}\n',
    );
    const { status, stdout } = run('import', bad, '--data-dir', dataDir);
    expect(status).toBe(1);
    expect(stdout).toContain('row 2: /fact/occurredOn');
    expect(run('timeline', 'x', '--data-dir', dataDir).status).toBe(2);
  });

  it('names file, fact and field of a published course with an impossible date', () => {
    const bad = join(folder, 'bad-course.json');
    const facts = [{ id: 'f07', seq: 1, type: 'death', date: '2015-02-30' }];
    writeFileSync(bad, JSON.stringify({ format: 'lm-published-course/1', id: 'bad-course', facts }));
    const { status, stdout } = run('import', bad, '--data-dir', dataDir);
    expect(status).toBe(1);
    expect(stdout).toContain(
      'bad-course.json, row 0: /facts/0/date bad-course, fact f07, death: date 2015-02-30',
    );
  });

  const derive = (...more: string[]) =>
    run('derive', '--patient', 'cantemist-cc_onco729', '--on', '2017-01-31', '--data-dir', dataDir, ...more);

  it('derives a patient, and explains a value down to rules and facts', () => {
    const { status, stdout } = derive('--explain');
    expect(status).toBe(0);
    expect(stdout).toContain('Research use only');
    expect(stdout).toMatch(/^OS +861 d \(815 to 875\)/m);
    expect(stdout).toContain('[TTE-8.4-OS');
    expect(stdout).toMatch(/facts .*f43/);
  });

  it('derives the same as JSON, by another ruleset, and says what would change', () => {
    const json = JSON.parse(derive('--json', '--ruleset', 'as-stated').stdout);
    expect(json.status.ruleset.id).toBe('as-stated@1.0.0');
    expect(json.endpoints.endpoints).toHaveLength(8);
    const against = JSON.parse(derive('--against', 'lm-ema').stdout);
    expect(against.parameters).toMatchObject([{ parameter: 'pfsMode', before: 'FDA', after: 'EMA' }]);
  });

  it('refuses a ruleset that is not installed, and a folder with a bad one, by name', () => {
    const unknown = derive('--ruleset', 'none');
    expect(unknown.status).toBe(2);
    expect(unknown.stderr).toContain('lm@1.0.0');
    const rulesets = join(folder, 'rulesets');
    mkdirSync(rulesets);
    const file = join(rulesets, 'trial.json');
    const document = { format: 'leptotrace-ruleset/1', name: 'trial', version: '1.0.0', title: 'T' };
    const withRulesets = (configuration: object) => {
      writeFileSync(file, JSON.stringify({ ...document, configuration }));
      const env = { ...process.env, RULESETS_DIR: rulesets, RULESET: 'trial' };
      const args = [
        'bin/leptotrace.cjs',
        'derive',
        '--patient',
        'cantemist-cc_onco729',
        '--data-dir',
        dataDir,
        '--json',
      ];
      return spawnSync(process.execPath, args, { encoding: 'utf8', env });
    };
    const bad = withRulesets({ confirmDays: 'four weeks' });
    expect(bad.status).toBe(2);
    expect(bad.stderr).toContain('trial.json at /configuration/confirmDays');
    expect(JSON.parse(withRulesets({ confirmDays: 21 }).stdout).status.ruleset.id).toBe('trial@1.0.0');
  });

  it('shows a course on a day', () => {
    const { stdout } = run(
      'timeline',
      'cantemist-cc_onco729',
      '--on',
      '2015-05-31',
      '--json',
      '--data-dir',
      dataDir,
    );
    expect(JSON.parse(stdout).state.cytology.latest).toBe('negative');
  });

  it('exports what another log takes and exports alike', () => {
    const [out, again, other] = [join(folder, 'a.ndjson'), join(folder, 'b.ndjson'), join(folder, 'other')];
    expect(run('export', '--out', out, '--data-dir', dataDir).status).toBe(0);
    expect(run('import', out, '--data-dir', other).status).toBe(0);
    expect(run('export', '--out', again, '--data-dir', other).status).toBe(0);
    expect(readFileSync(again, 'utf8')).toBe(readFileSync(out, 'utf8'));
    const verified = run('verify', '--data-dir', other);
    expect(verified.status).toBe(0);
    expect(verified.stdout).toContain('intact');
  });

  it.each([
    [['nonsense'], 2],
    [['verify', '--data-dir', '/nowhere/at/all'], 2],
    [['timeline', 'nobody', '--data-dir', 'DATA'], 2],
  ])('answers %j with exit code %i', (args, code) => {
    expect(run(...args.map((arg) => (arg === 'DATA' ? dataDir : arg))).status).toBe(code);
  });

  it('manages webhooks on the log itself', () => {
    const own = join(folder, 'webhooks');
    expect(run('import', COURSE, '--data-dir', own).status).toBe(0);
    const at = ['--data-dir', own];
    const refused = run('webhooks', 'create', 'https://127.0.0.1/', ...at);
    expect(refused).toMatchObject({ status: 2, stderr: expect.stringContaining('WEBHOOK_NETWORKS') });
    expect(run('webhooks', 'create', 'https://8.8.8.8/', '--type', 'Nonsense', ...at).status).toBe(2);
    const filter = ['--type', 'ProgressionDetected', '--compartment', 'cns'];
    const made = JSON.parse(
      run(
        'webhooks',
        'create',
        'https://8.8.8.8/',
        ...filter,
        '--unasked',
        '--after',
        'beginning',
        '--json',
        ...at,
      ).stdout,
    );
    expect(made).toMatchObject({
      secret: expect.stringMatching(/^whsec_/),
      through: null,
      filter: { types: ['ProgressionDetected'], compartments: ['cns'] },
    });
    const { webhookId } = made as { webhookId: string };
    expect(run('webhooks', 'list', ...at).stdout).toMatch(`${webhookId}  active  https://8.8.8.8/`);
    expect(run('webhooks', 'pause', webhookId, ...at).stdout).toContain('paused (asked)');
    expect(run('webhooks', 'resume', webhookId, ...at).stdout).toContain('  active  ');
    const rotated = run('webhooks', 'rotate', webhookId, ...at).stdout;
    expect(rotated).toMatch(/secret \(told once\): whsec_/);
    expect(rotated).not.toContain((made as { secret: string }).secret);
    expect(rotated.match(/public key: whpk_/g)).toHaveLength(2);
    expect(run('webhooks', 'deliveries', webhookId, ...at)).toMatchObject({ status: 0, stdout: '' });
    for (const wrong of [
      ['--limit', 'all'],
      ['--limit', '0'],
      ['--limit', '1001'],
      ['--outcome', 'lost'],
    ])
      expect(run('webhooks', 'deliveries', webhookId, ...wrong, ...at)).toMatchObject({
        status: 2,
        stderr: expect.stringContaining(wrong.join(' ')),
      });
    expect(run('webhooks', 'replay', webhookId, '--after', '61', ...at).status).toBe(2);
    expect(run('webhooks', 'redrive', webhookId, 'none', ...at).status).toBe(2);
    expect(run('webhooks', 'remove', webhookId, ...at).stdout).toContain('ended (removed)');
    expect(run('webhooks', 'list', ...at).stdout).toBe('');
    expect(run('webhooks', 'list', '--all', ...at).stdout).toContain('ended (removed)');
    expect(run('webhooks', 'pause', webhookId, ...at).status).toBe(2);
    expect(run('webhooks', 'show', 'none', ...at)).toMatchObject({
      status: 2,
      stderr: expect.stringContaining('List the webhooks'),
    });
  });
});
