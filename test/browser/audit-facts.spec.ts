import type { Browser, Page } from 'playwright-core';
import type { DerivationAnswer } from '../../src/derivations/derivation.answer';
import type { HistoryAnswer } from '../../src/timelines/timeline.queries';
import type { WhatIfAnswer } from '../../src/what-if/what-if.answer';
import type { TestApp } from '../support/app';
import { eventually, getJson } from './support/api';
import { AUDITED, ON, openAudit, recordAuditedCourse, type AuditedCourse } from './support/audit';
import { COURSES, describeInBrowser, launch, open, startWithCourses, type Opened } from './support/browser';

type Node = DerivationAnswer['derivation'];

const nodesOf = (node: Node): readonly Node[] => [node, ...(node.because ?? []).flatMap(nodesOf)];

const lostOf = (root: Node) => nodesOf(root).flatMap(({ lost }) => lost ?? []);

const factsOf = (root: Node): ReadonlySet<string> =>
  new Set([...nodesOf(root), ...lostOf(root)].flatMap(({ facts }) => facts ?? []));

interface Focused {
  readonly path: string;
  readonly rule: string;
  readonly level: number;
  readonly expanded: string | null;
  readonly factId: string | null;
}

/** The row of the tree that has the focus. */
const focused = (page: Page): Promise<Focused> =>
  page.evaluate(() => {
    const row = document.activeElement as HTMLElement;
    return {
      path: row.dataset['path'] ?? '',
      rule: row.querySelector('.audit-rule')?.textContent ?? '',
      level: Number(row.getAttribute('aria-level')),
      expanded: row.getAttribute('aria-expanded'),
      factId: row.dataset['factId'] ?? null,
    };
  });

const pressed = async (page: Page, key: string): Promise<Focused> => {
  await page.keyboard.press(key);
  // What is open is in the address, and is drawn from there.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  return focused(page);
};

/** The rows of a table of changes: what, field, before, after. */
const changesOn = (page: Page): Promise<readonly (readonly string[])[]> =>
  page
    .locator('.audit-outcome tr[data-what]')
    .evaluateAll((rows) =>
      rows.map((row) => [row.getAttribute('data-what') ?? '', row.getAttribute('data-field') ?? '']),
    );

const changedIn = ({ values }: WhatIfAnswer): readonly (readonly string[])[] =>
  values.flatMap(({ what, before, after }) =>
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .filter((field) => field !== 'event' && (before[field] ?? null) !== (after[field] ?? null))
      .map((field) => [what, field]),
  );

/** Who said it, and when, as a history answers it. */
interface Said {
  readonly actor: string;
  readonly revision: number;
  readonly recordedAt: string;
}

const minuteIn = (instant: string): string =>
  `${new Intl.DateTimeFormat('en', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  }).format(Date.parse(instant))} UTC`;

describeInBrowser('the facts of an audit', () => {
  let server: TestApp;
  let browser: Browser;
  let opened: Opened;
  let course: AuditedCourse;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
    opened = await open(browser, 'about:blank');
    course = await recordAuditedCourse(server.url);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const derivation = async (id: string, paramcd: string, query = {}): Promise<Node> =>
    (await getJson<DerivationAnswer>(server.url, `/v1/patients/${id}/endpoints/${paramcd}/derivation`, query))
      .derivation;
  const history = (id: string, factId: string) =>
    getJson<HistoryAnswer>(server.url, `/v1/patients/${id}/facts/${factId}/history`);
  const head = async () => (await fetch(`${server.url}${course.path}/timeline`)).headers;

  it.each([
    ...COURSES.map((id) => [id, 'PFS', {}] as const),
    [AUDITED, 'CNSPFS', { on: ON }] as const,
    ['cantemist-cc_onco729', 'OS', { on: '2014-01-31' }] as const,
  ])('of %s %s lead to their source by two clicks at most', async (id, paramcd, query) => {
    const { page, faults } = opened;
    const root = await derivation(id, paramcd, query);
    await openAudit(page, server.url, id, new URLSearchParams({ paramcd, ...query }).toString());
    // First click: the whole tree. Second click: the fact.
    await page.getByRole('button', { name: 'Expand all' }).click();
    const facts = factsOf(root);
    await eventually(async () => {
      const ids = await page
        .locator('[role=treeitem][data-fact-id]')
        .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset['factId']));
      expect(new Set(ids)).toEqual(facts);
    });
    expect(facts.size).toBeGreaterThan(0);
    for (const factId of facts) {
      const said = (await history(id, factId)).statements.at(-1) as unknown as {
        fact: { source?: { document?: string; page?: string; system?: string } };
      };
      await page.locator(`[role=treeitem][data-fact-id="${factId}"]`).first().click();
      const source = page.locator(`[data-fact-id="${factId}"] [data-part=source]`);
      await source.waitFor();
      const shown = await source.innerText();
      const { document, page: where, system } = said.fact.source ?? {};
      for (const part of [document, where, system]) if (part !== undefined) expect(shown).toContain(part);
      if (document?.startsWith('https:') === true)
        expect(await source.getByRole('link').getAttribute('href')).toBe(document);
      if (!said.fact.source) expect(shown).toContain('none stated');
    }
    expect(faults).toEqual([]);
  });

  it.each([
    ['cantemist-cc_onco375', 'CNSPFS', {}],
    ['cantemist-cc_onco216', 'PFS', {}],
    [AUDITED, 'CNSPFS', { on: ON }],
  ])(
    'of %s %s: the candidate that decided and those that lost, each with the reason',
    async (id, paramcd, query) => {
      const { page } = opened;
      const root = await derivation(id, paramcd, query);
      await openAudit(
        page,
        server.url,
        id,
        new URLSearchParams({ paramcd, ...query, tree: 'all' }).toString(),
      );
      const lost = lostOf(root);
      expect(lost.length).toBeGreaterThan(0);
      const shown = await page.locator('[role=treeitem].lost').evaluateAll((rows) =>
        rows.map((row) => ({
          rule: row.querySelector('.audit-rule')?.textContent,
          // The service says why in English, whatever the language of the page.
          reason: row.querySelector('[lang=en]')?.textContent,
          said: row.querySelector('.visually-hidden')?.textContent,
        })),
      );
      expect(shown).toEqual(lost.map(({ rule, reason }) => ({ rule, reason, said: 'Did not decide:' })));
      expect(await page.locator('[role=treeitem] .audit-star').count()).toBeGreaterThan(0);
      const rules = await page
        .locator('[role=treeitem].node .audit-rule')
        .evaluateAll((rows) => rows.map(({ textContent }) => textContent));
      expect(rules).toEqual(nodesOf(root).map(({ rule }) => rule));
    },
  );

  it('are reached in the tree by the keys of a tree alone', async () => {
    const { page } = opened;
    await openAudit(page, server.url, 'cantemist-cc_onco375', 'tree=none&on=2016-01-31');
    expect(await page.locator('[role=treeitem][tabindex="0"]').count()).toBe(1);
    await page.getByRole('button', { name: 'Citations' }).focus();
    const root = await pressed(page, 'Tab');
    expect(root).toMatchObject({ path: '0', level: 1, expanded: 'false' });
    expect(await pressed(page, 'ArrowRight')).toMatchObject({ path: '0', expanded: 'true' });
    const first = await pressed(page, 'ArrowRight');
    expect(first).toMatchObject({ path: '0.b0', level: 2 });
    expect(await pressed(page, 'ArrowLeft')).toMatchObject({ path: '0' });
    expect(await pressed(page, 'ArrowDown')).toMatchObject({ path: '0.b0' });
    const last = await pressed(page, 'End');
    expect(last.path).toBe(await page.locator('[role=treeitem]').last().getAttribute('data-path'));
    expect(last.path).not.toBe('0.b0');
    expect(await pressed(page, 'ArrowDown')).toEqual(last);
    expect(await pressed(page, 'ArrowUp')).not.toEqual(last);
    expect(await pressed(page, 'Home')).toMatchObject({ path: '0' });

    // `*` opens every row beside this one.
    await pressed(page, 'ArrowDown');
    await pressed(page, '*');
    expect(await page.locator('[role=treeitem][aria-level="2"][aria-expanded="false"]').count()).toBe(0);

    // Letters lead to the next row whose rule, or whose fact, begins with them.
    await pressed(page, 'Home');
    for (const letter of 'ENDP') await page.keyboard.press(letter);
    expect((await focused(page)).rule).toMatch(/^ENDP/);
    await page.waitForTimeout(700);
    const fact = await pressed(page, 'f');
    expect(fact.factId).toMatch(/^f\d+$/);
    await page.keyboard.press('Enter');
    await page
      .locator(`.audit-column-body[data-fact-id="${fact.factId ?? ''}"] [data-part=source]`)
      .waitFor();
    expect((await focused(page)).path).toBe(fact.path);
    expect(await page.locator('[role=treeitem][aria-selected=true]').count()).toBeGreaterThan(0);

    // One stop of Tab out of the tree.
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.closest('[role=tree]'))).toBeNull();
  });

  it('show every version with who, why and when, and what changed', async () => {
    const { page } = opened;
    const factId = course.idOf('mri5');
    const statements = (await history(AUDITED, factId)).statements as readonly Said[];
    await openAudit(page, server.url, AUDITED, `on=${ON}&fact=${factId}`);
    const versions = page.locator('.audit-version');
    await versions.first().waitFor();
    expect(await versions.count()).toBe(3);
    const texts = (await versions.allInnerTexts()).reverse();
    for (const [at, { actor, revision, recordedAt }] of statements.entries()) {
      expect(texts[at]).toContain(`${actor} · r${revision}`);
      expect(texts[at]).toContain(minuteIn(recordedAt));
    }
    const [recorded, corrected, retracted] = texts;
    expect(recorded).toMatch(/^v1\s+recorded/);
    expect(corrected).toMatch(/^v2\s+corrected/);
    expect(corrected).toContain('date misread');
    expect(retracted).toMatch(/^retracted/);
    expect(retracted).toContain('images of somebody else');
    expect(await versions.nth(1).locator('tbody tr').allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/occurredOn\s+2024-10-01\s+2024-10-02/),
        expect.stringMatching(/longestDiameter › value\s+30\s+31/),
      ]),
    );
    expect(await page.locator('.audit-fact-title').innerText()).toContain('retracted');

    // What was said later than the moment looked at is marked as that, not hidden.
    await page.getByLabel('Known at').selectOption('r9');
    await eventually(async () => expect(await page.locator('.audit-version.later').count()).toBe(2));
    expect(await page.locator('.audit-fact-title').innerText()).not.toContain('retracted');
  });

  it('are tried otherwise: the values of the trial are those of POST /what-if, and nothing is recorded', async () => {
    const { page, faults } = opened;
    const factId = course.idOf('mri3');
    const before = await head();
    const query = `on=${ON}&paramcd=CNSPFS&fact=${factId}`;
    await openAudit(page, server.url, AUDITED, query);
    await page.getByRole('button', { name: 'What if?' }).click();
    const trial = page.locator('[data-part=what-if]');

    const [asked] = await Promise.all([
      page.waitForRequest((request) => request.url().includes('/what-if')),
      page
        .getByLabel('Date', { exact: true })
        .fill('2024-08')
        .then(() => page.keyboard.press('Enter')),
    ]);
    await trial.getByRole('status').waitFor();
    // Who tries one date after the other stays in the field.
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('2024-08');
    const answered = async (): Promise<WhatIfAnswer> => {
      const response = await fetch(`${server.url}${course.path}/what-if?on=${ON}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: asked.postData() ?? '',
      });
      return (await response.json()) as WhatIfAnswer;
    };
    const answer = await answered();
    expect(answer.values.length).toBeGreaterThan(0);
    expect(JSON.parse(asked.postData() ?? '')).toMatchObject({
      suppositions: [{ statement: 'amended', factId, fact: { occurredOn: '2024-08' } }],
    });
    await eventually(async () => expect(await changesOn(page)).toEqual(changedIn(answer)));
    expect(await trial.getByRole('status').innerText()).toContain(
      `${answer.values.length} values would change`,
    );
    const cns = answer.values.find(({ what }) => what === 'endpoint CNSPFS');
    const days = page.locator('tr[data-what="endpoint CNSPFS"][data-field=aval] td');
    if (cns?.before['aval'] !== cns?.after['aval'])
      expect(await days.allInnerTexts()).toEqual([`${cns?.before['aval']} d`, `${cns?.after['aval']} d`]);

    await page.getByLabel('as if it had never been recorded').check();
    await eventually(async () => expect(new URL(page.url()).searchParams.get('suppose')).toBe('retracted'));
    await trial.getByRole('status').waitFor();
    await page.getByRole('button', { name: 'Back to the fact as recorded' }).click();
    await trial.waitFor({ state: 'detached' });

    const after = await head();
    expect(after.get('etag')).toBe(before.get('etag'));
    expect(after.get('timeline-position')).toBe(before.get('timeline-position'));
    expect(faults).toEqual([]);
  });

  it('refuse what could not be recorded, at its field, with how to mend it', async () => {
    const { page, close } = await open(browser, 'about:blank');
    const before = await head();
    await openAudit(page, server.url, AUDITED, `on=${ON}&fact=${course.idOf('mri3')}&side=whatIf`);
    const date = page.getByLabel('Date', { exact: true });
    await date.fill('2024-13');
    await page.keyboard.press('Enter');
    await page.getByRole('alert').getByText('see the field above').waitFor();
    expect(await date.getAttribute('aria-invalid')).toBe('true');
    const described = (await date.getAttribute('aria-describedby'))?.split(' ')[0] ?? '';
    const issue = page.locator(`[id="${described}"]`);
    expect(await issue.innerText()).toContain('Write 2021, 2021-05 or 2021-05-03');
    expect(await issue.getAttribute('lang')).toBe('en');
    expect(await date.inputValue()).toBe('2024-13');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-invalid'))).toBe('true');

    // A text that is no matter for a link is not tried, and says so.
    await date.fill('3 May');
    await page.keyboard.press('Tab');
    expect(await date.getAttribute('aria-invalid')).toBe('true');
    expect(await date.inputValue()).toBe('3 May');

    // Mended, it answers.
    await date.fill('2024-08');
    await page.keyboard.press('Enter');
    await page.locator('[data-part=what-if] [role=status]').waitFor();
    expect(await date.getAttribute('aria-invalid')).toBe('false');

    // The whole fact, as who knows its JSON writes it.
    await page.locator('summary', { hasText: 'The whole fact as JSON' }).click();
    const json = page.getByLabel('The whole fact as JSON');
    const fact = JSON.parse(await json.inputValue()) as Record<string, unknown>;
    await json.fill('{');
    expect(await page.getByRole('button', { name: 'Try this' }).isDisabled()).toBe(true);
    await json.fill(JSON.stringify({ ...fact, modality: 'crystal-ball' }));
    await page.getByRole('button', { name: 'Try this' }).click();
    await page.getByRole('alert').getByText('/modality').waitFor();
    const after = await head();
    expect(after.get('etag')).toBe(before.get('etag'));
    await close();
  });

  it('say what rests on them, before anybody takes them back', async () => {
    const { page } = opened;
    const factId = course.idOf('mri3');
    await openAudit(page, server.url, AUDITED, `on=${ON}&fact=${factId}`);
    await page.getByRole('button', { name: 'What rests on it' }).click();
    await page.getByRole('button', { name: 'Which values change without it?' }).click();
    const tally = page.locator('[data-part=affects]');
    await tally.waitFor();
    const response = await fetch(`${server.url}${course.path}/what-if?on=${ON}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ suppositions: [{ statement: 'retracted', factId }] }),
    });
    const { values } = (await response.json()) as WhatIfAnswer;
    const endpoints = values.filter(({ group }) => group === 'endpoint').length;
    expect(endpoints).toBeGreaterThan(0);
    expect(await tally.innerText()).toContain(`${endpoints} endpoint`);
  });

  it('that become known while the page is open are in it at once, and the place is kept', async () => {
    const { page } = opened;
    await openAudit(page, server.url, AUDITED, `on=${ON}&paramcd=OS&fact=${course.idOf('mri0')}&tree=all`);
    await page.getByText('live').first().waitFor();
    const address = page.url();
    const revision = Number(/\d+/.exec((await head()).get('etag') ?? '')?.[0]);
    await fetch(`${server.url}${course.path}/facts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ facts: [{ kind: 'DeathRecorded', occurredOn: '2025-01-05' }] }),
    });
    await eventually(async () => {
      expect(await page.locator('.audit-live .num').innerText()).toBe(`r${revision + 1}`);
      expect(await page.locator('tr[data-paramcd=OS] .audit-verdict').getAttribute('data-cnsr')).toBe('0');
    });
    expect(page.url()).toBe(address);
  });
});
