import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { Bundle } from '../../src/bundles/bundle';
import type { BestAnswer, EndpointAnswer, EndpointsAnswer } from '../../src/derivations/endpoints.answer';
import type { RulesetComparison } from '../../src/derivations/derivation.queries';
import type { ValueHistoryAnswer } from '../../src/value-history/value-history.answer';
import type { TestApp } from '../support/app';
import { eventually, getJson } from './support/api';
import { AUDITED, audited, ON, openAudit, recordAuditedCourse } from './support/audit';
import { COURSES, describeInBrowser, launch, open, startWithCourses, type Opened } from './support/browser';

const dayIn = (date: string): string =>
  new Intl.DateTimeFormat('en', {
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(date));

const DOUBTS: Readonly<Record<string, string>> = {
  contradicted: ' ⚠ contradicted',
  undetermined: ' ⚠ may still change',
};

/** How a value reads in the result: its days, and whether they end with an event. */
const endOf = ({ aval, cnsr }: Pick<EndpointAnswer, 'aval' | 'cnsr'>): string =>
  aval === null ? 'no value' : `${aval} d ${cnsr === 0 ? '● event' : '○ censored'}`;

/** The same in a row, where it says as well when it cannot be relied on. */
const verdictOf = (value: Pick<EndpointAnswer, 'aval' | 'cnsr' | 'determinacy'>): string =>
  value.aval === null ? 'no value' : `${endOf(value)}${DOUBTS[value.determinacy] ?? ''}`;

/** What a value is, wherever it is answered. */
const heldIn = ({ aval, cnsr, adt, digest }: Pick<EndpointAnswer, 'aval' | 'cnsr' | 'adt' | 'digest'>) => ({
  aval,
  cnsr,
  adt,
  digest,
});

const textsOf = (page: Page, cells: string): Promise<readonly string[]> =>
  page
    .locator(cells)
    .evaluateAll((elements) =>
      elements.map((element) => (element as HTMLElement).innerText.replace(/\s+/g, ' ').trim()),
    );

/** What a row says: the first cell names it, the rest is read as it stands. */
const rowsOf = (page: Page, rows: string, name: string): Promise<Readonly<Record<string, string>>> =>
  page
    .locator(rows)
    .evaluateAll(
      (elements, attribute) =>
        Object.fromEntries(
          elements.map((row) => [
            row.getAttribute(attribute) ?? '',
            (row.querySelector('td') as HTMLElement).innerText.replace(/\s+/g, ' ').trim(),
          ]),
        ),
      name,
    );

const bestRow = ({ bor, cbor, dor }: BestAnswer): readonly string[] => [
  bor.value,
  cbor.value,
  ...(dor ? [`${dor.aval ?? ''}/${dor.cnsr ?? ''}`] : []),
];

/** Compartment, criterion, and the values that are drawn beside them. */
const bestRowsOn = (page: Page): Promise<readonly (readonly string[])[]> =>
  page
    .locator('tr[data-criterion]')
    .evaluateAll((rows) =>
      rows.map((row) => [
        (row.closest('table')?.getAttribute('aria-labelledby') ?? '').replace('audit-best-', ''),
        row.getAttribute('data-criterion') ?? '',
        ...[...row.querySelectorAll('td .response, td .audit-verdict')].map((value) =>
          value.matches('.response')
            ? (value.getAttribute('data-value') ?? '')
            : `${value.getAttribute('data-value') ?? ''}/${value.getAttribute('data-cnsr') ?? ''}`,
        ),
      ]),
    );

const shownResult = (page: Page) =>
  page.locator('.audit-result').evaluate((result) => {
    const text = (selector: string): string =>
      result.querySelector<HTMLElement>(selector)?.innerText.replace(/\s+/g, ' ').trim() ?? '';
    return {
      paramcd: result.getAttribute('data-paramcd'),
      digest: result.querySelector('code[title]')?.getAttribute('title'),
      value: text('.audit-value'),
      start: text('[data-field=startdt]'),
      end: text('[data-field=adt]'),
    };
  });

const expectResult = async (page: Page, endpoint: EndpointAnswer): Promise<void> => {
  const { paramcd, digest, value, start, end } = await shownResult(page);
  expect({ paramcd, digest }).toEqual({ paramcd: endpoint.paramcd, digest: endpoint.digest });
  expect(start).toContain(endpoint.startdt === null ? 'nothing starts the clock' : dayIn(endpoint.startdt));
  if (endpoint.aval === null || endpoint.avalMonths === null || endpoint.adt === null) return;
  const [days, how] = endOf(endpoint).split(' d ');
  expect(value).toContain(
    `${days} d ${endpoint.avalMonths.toFixed(2)} months ${how} (CNSR ${endpoint.cnsr})`,
  );
  expect(end).toContain(dayIn(endpoint.adt));
};

describeInBrowser('the values of an audit', () => {
  let server: TestApp;
  let browser: Browser;
  let opened: Opened;
  let path: string;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
    opened = await open(browser, 'about:blank');
    ({ path } = await recordAuditedCourse(server.url));
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const answer = (id: string, query: Readonly<Record<string, string>>) =>
    getJson<EndpointsAnswer>(server.url, `/v1/patients/${id}/endpoints`, query);

  it.each([...COURSES, AUDITED].flatMap((id) => [[id, 'FDA'] as const, [id, 'EMA'] as const]))(
    'of %s under %s are those of the public answer, in the result and in every row',
    async (id, mode) => {
      const { page, faults } = opened;
      const asked = id === AUDITED ? { mode, on: ON } : { mode };
      const { endpoints, responses } = await answer(id, asked);
      await openAudit(page, server.url, id, new URLSearchParams(asked).toString());
      expect(await rowsOf(page, 'tr[data-paramcd]', 'data-paramcd')).toEqual(
        Object.fromEntries(endpoints.map((endpoint) => [endpoint.paramcd, verdictOf(endpoint)])),
      );
      const best = responses.map((each) => [each.compartment, each.criterion, ...bestRow(each)].join(' '));
      expect((await bestRowsOn(page)).map((row) => row.join(' ')).sort()).toEqual([...best].sort());
      for (const endpoint of endpoints) {
        await page.locator(`tr[data-paramcd="${endpoint.paramcd}"] button`).click();
        await eventually(() => expectResult(page, endpoint));
      }
      expect(faults).toEqual([]);
    },
  );

  it.each(['cantemist-cc_onco375', AUDITED])(
    'of %s read otherwise are the answers to those questions, and where they differ is marked',
    async (id) => {
      const { page } = opened;
      const asked = { on: ON };
      await openAudit(page, server.url, id, new URLSearchParams({ ...asked, paramcd: 'PFS' }).toString());
      const base = await answer(id, asked);
      const readings = await rowsOf(page, 'tr[data-variant]', 'data-variant');
      const differing = new Map<string, number>();
      for (const [variant, shown] of Object.entries(readings)) {
        const [part = '', ...value] = variant.split(':');
        const { endpoints } = await answer(id, { ...asked, [part]: value.join(':') });
        for (const [at, { paramcd, aval, cnsr, startdt, adt, cause, determinacy }] of endpoints.entries()) {
          const was = base.endpoints[at] as EndpointAnswer;
          if (paramcd === 'PFS')
            expect({ variant, shown }).toEqual({ variant, shown: verdictOf({ aval, cnsr, determinacy }) });
          const same =
            JSON.stringify([aval, cnsr, startdt, adt, cause, determinacy]) ===
            JSON.stringify([was.aval, was.cnsr, was.startdt, was.adt, was.cause, was.determinacy]);
          differing.set(paramcd, (differing.get(paramcd) ?? 0) + (same ? 0 : 1));
        }
      }
      expect(Object.keys(readings).length).toBeGreaterThanOrEqual(6);
      expect(await textsOf(page, 'tr[data-paramcd] td:last-child')).toEqual(
        [...differing.values()].map((count) =>
          count === 0 ? 'same' : `≠ ${count} ${count === 1 ? 'differs' : 'differ'}`,
        ),
      );
    },
  );

  it('are answered for a ruleset beside another: parameters and values that differ', async () => {
    const { page } = opened;
    await openAudit(page, server.url, 'cantemist-cc_onco375', 'on=2016-01-31');
    await page.getByLabel('compared with').selectOption('as-stated@1.0.0');
    const comparison = await getJson<RulesetComparison>(
      server.url,
      '/v1/patients/cantemist-cc_onco375/rulesets/compare',
      { on: '2016-01-31', against: 'as-stated@1.0.0' },
    );
    const table = page.getByRole('table', { name: 'Parameters that differ' });
    await table.waitFor();
    expect(
      await table
        .locator('tbody tr')
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll('code')].map(({ textContent }) => textContent)),
        ),
    ).toEqual(
      comparison.parameters.map(({ parameter, before, after }) => [parameter, String(before), String(after)]),
    );
    expect(comparison.parameters.length).toBeGreaterThan(0);
    expect(
      new Set(
        await page
          .locator('.audit-dock [data-what]')
          .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-what'))),
      ),
    ).toEqual(new Set(comparison.values.map(({ what }) => what)));
    await page.getByText('Every parameter of the rulesets').click();
    const rows = await page
      .getByRole('table', { name: 'Every parameter of the rulesets' })
      .locator('tbody tr')
      .count();
    expect(rows).toBeGreaterThan(comparison.parameters.length);
  });

  it('take a ruleset to compare with from a link that names no version', async () => {
    const { page } = opened;
    await openAudit(page, server.url, AUDITED, 'against=seed-literal&panel=rulesets');
    await eventually(async () =>
      expect(await page.getByLabel('compared with').inputValue()).toBe('seed-literal@1.0.0'),
    );
    expect(await page.locator('[data-variant="ruleset:seed-literal@1.0.0"] .audit-tag').innerText()).toBe(
      'compared',
    );
  });

  it('are seen as they were known: a click in the timeline of the value asks for that moment', async () => {
    const { page } = opened;
    const { spans } = await getJson<ValueHistoryAnswer>(server.url, `${path}/endpoints/CNSPFS/history`, {
      on: ON,
    });
    await openAudit(page, server.url, AUDITED, `on=${ON}`);
    expect(await textsOf(page, '.audit-span .audit-verdict')).toEqual(spans.map(verdictOf));
    expect(spans.length).toBeGreaterThan(4);
    for (const span of spans.slice(0, -1)) {
      const moment = page.locator(`.audit-span[data-revision="${span.fromRevision}"]`);
      await moment.locator('.audit-moment').click();
      const asOf = `r${span.toRevision}`;
      const { endpoints, revision } = await answer(AUDITED, { on: ON, asOf });
      const then = endpoints.find(({ paramcd }) => paramcd === 'CNSPFS') as EndpointAnswer;
      expect({ ...heldIn(then), revision }).toEqual({ ...heldIn(span), revision: span.toRevision });
      await eventually(() => expectResult(page, then));
      expect(new URL(page.url()).searchParams.get('asOf')).toBe(asOf);
      expect(await page.getByLabel('Known at').inputValue()).toBe(asOf);
      expect(await moment.getAttribute('data-current')).toBe('true');
    }
    await page.locator('.audit-moment').last().click();
    await eventually(async () => expect(new URL(page.url()).searchParams.get('asOf')).toBeNull());
  });

  it('are a file that check-bundle derives again to the same', async () => {
    const { page } = opened;
    const folder = mkdtempSync(join(tmpdir(), 'leptotrace-audit-'));
    for (const [id, search] of [
      [AUDITED, `on=${ON}&asOf=r7&panel=bundle`],
      ['cantemist-cc_onco729', 'paramcd=OS&on=2017-01-31&mode=EMA&panel=bundle'],
    ] as const) {
      await openAudit(page, server.url, id, search);
      const [download] = await Promise.all([
        page.waitForEvent('download'),
        page.locator('.audit-bundle a[download]').click(),
      ]);
      const file = join(folder, download.suggestedFilename());
      await download.saveAs(file);
      const { value } = JSON.parse(readFileSync(file, 'utf8')) as Bundle;
      await expectResult(page, value);
      const command = await page.locator('.audit-bundle code').innerText();
      expect(command).toBe(`npx leptotrace check-bundle ${download.suggestedFilename()}`);
      const checked = spawnSync(process.execPath, ['bin/leptotrace.cjs', 'check-bundle', file], {
        encoding: 'utf8',
      });
      expect(checked.stdout).toContain('Everything is the same.');
      expect(checked.status).toBe(0);
    }
    rmSync(folder, { recursive: true });
  });

  it('are in the address, every control of them: a reload shows the same page', async () => {
    const { page } = opened;
    await openAudit(page, server.url, AUDITED);
    const choose = (label: string, value: string) =>
      page.getByLabel(label, { exact: true }).selectOption(value);
    await choose('Endpoint', 'PFS');
    await choose('Ruleset', 'lm-ema@1.0.0');
    await choose('compared with', 'seed-literal@1.0.0');
    await choose('Known at', 'r5');
    await page.getByLabel('Data cutoff').fill('2024-12');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(
      await page.getByLabel('Data cutoff').getAttribute('id'),
    );
    await choose('Clock starts at', 'current-line');
    await choose('Censoring', 'FDA');
    await page.getByRole('button', { name: 'Citations' }).click();
    await page.getByRole('button', { name: 'Expand all' }).click();
    await page.locator('[role=treeitem][data-fact-id]').first().click();
    await page.getByRole('button', { name: 'What if?' }).click();
    await page.getByLabel('as if it had never been recorded').check();
    await page.locator('[data-part=what-if] [role=status]').waitFor();
    const read = async () => {
      await audited(page);
      await page.locator('[data-part=what-if] [role=status]').waitFor();
      await page.getByRole('table', { name: 'Parameters that differ' }).waitFor();
      const values = await page.locator('select, .audit input').evaluateAll((fields) =>
        fields.map((field) => {
          const { type, value, checked } = field as HTMLInputElement;
          return type === 'checkbox' ? String(checked) : value;
        }),
      );
      const text = await page.locator('.audit').innerText();
      return { values, text: text.replace(/connecting|live/, 'live') };
    };
    const before = await eventually(async () => {
      const first = await read();
      expect(await read()).toEqual(first);
      return first;
    });
    const named = new URL(page.url()).searchParams;
    expect([...named.keys()].sort()).toEqual(
      [
        'against',
        'asOf',
        'details',
        'fact',
        'mode',
        'node',
        'on',
        'origin',
        'panel',
        'paramcd',
        'ruleset',
        'side',
        'suppose',
        'tree',
      ].sort(),
    );
    await page.reload();
    await eventually(async () => expect(await read()).toEqual(before));
    expect(opened.faults).toEqual([]);
  });
});
