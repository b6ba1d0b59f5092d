import type { Browser, Page } from 'playwright-core';
import type { HistoryAnswer } from '../../src/timelines/timeline.queries';
import type { TestApp } from '../support/app';
import { startApp } from '../support/app';
import { eventually, getJson, postJson } from './support/api';
import { violationsOn } from './support/axe';
import { describeInBrowser, launch, open, SCREEN, type Opened } from './support/browser';
import { hiddenIn, sideways } from './support/cut';
import { LANGUAGES, ZOOMED } from './support/replay';
import { overlapsOf, textsIn } from './support/texts';

const DEATH = { kind: 'DeathRecorded', occurredOn: '2024-12' };

interface Said {
  readonly statement: string;
  readonly reason?: string;
  readonly note?: string;
  readonly change?: string;
  readonly fact?: Readonly<Record<string, unknown>>;
}

describeInBrowser('corrections and forms', () => {
  let server: TestApp;
  let browser: Browser;
  let opened: Opened;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startApp(), launch()]);
    opened = await open(browser, 'about:blank');
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  /** A patient with one fact. */
  const recorded = async (patientId: string, fact: object = DEATH): Promise<string> => {
    await postJson(server.url, '/v1/patients', { patientId });
    const { facts } = await postJson<{ facts: { factId: string }[] }>(
      server.url,
      `/v1/patients/${patientId}/facts`,
      { facts: [fact] },
    );
    return facts[0]?.factId ?? '';
  };
  const entry = async (page: Page, patientId: string, search = ''): Promise<void> => {
    await page.goto(`${server.url}/patients/${patientId}/entry${search}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const statements = async (patientId: string, factId: string): Promise<readonly Said[]> =>
    (await getJson<HistoryAnswer>(server.url, `/v1/patients/${patientId}/facts/${factId}/history`))
      .statements as readonly Said[];
  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();

  it('amend a fact with the reason, after somebody else did meanwhile', async () => {
    const { page, close } = await open(browser, 'about:blank');
    const factId = await recorded('amended');
    await entry(page, 'amended', `?fact=${factId}`);
    await press(page, 'Amend');
    const when = page.getByLabel('When', { exact: true });
    const begin = async () => {
      await page.getByLabel('Kind of change').selectOption('corrected');
      await page.getByRole('textbox', { name: 'Reason' }).fill('certificate read again');
      await when.fill('2024-12-24');
      await press(page, 'Check and preview');
    };
    await begin();
    await page.getByRole('button', { name: 'Record the amendment' }).waitFor();

    await postJson(server.url, `/v1/patients/amended/facts/${factId}/amendments`, {
      fact: { ...DEATH, occurredOn: '2024-12', cause: 'pneumonia' },
      supersedes: 1,
      change: 'amended',
      reason: 'cause became known',
    });
    await press(page, 'Record the amendment');
    await page.getByRole('alert').getByText('The fact has been changed since you opened it').waitFor();
    expect(await when.inputValue()).toBe('2024-12-24');
    expect(await statements('amended', factId)).toHaveLength(2);

    await press(page, 'Load the newest version');
    await page.getByText('2 versions').waitFor();
    expect(await page.getByLabel('Cause', { exact: true }).inputValue()).toBe('pneumonia');
    expect(await when.inputValue()).toBe('2024-12');
    await begin();
    await press(page, 'Record the amendment');
    await page.getByRole('heading', { name: 'Amendment recorded as revision r3' }).waitFor();
    expect((await statements('amended', factId)).at(-1)).toMatchObject({
      statement: 'amended',
      change: 'corrected',
      reason: 'certificate read again',
      fact: { ...DEATH, occurredOn: '2024-12-24', cause: 'pneumonia' },
    });
    await close();
  });

  it('begin with the newest version, not with what was kept of an earlier look', async () => {
    const { page, faults, close } = await open(browser, 'about:blank');
    await page.clock.install();
    const factId = await recorded('aged');
    const course = page.waitForResponse(/\/v1\/patients\/aged\/timeline/);
    await entry(page, 'aged');
    await course;
    await postJson(server.url, `/v1/patients/aged/facts/${factId}/amendments`, {
      fact: { ...DEATH, cause: 'pneumonia' },
      supersedes: 1,
      change: 'amended',
      reason: 'cause became known',
    });
    await page.clock.fastForward('10:00');
    await page.evaluate((id) => history.pushState(null, '', `?amend=${id}`), factId);
    await page.getByText('2 versions').waitFor();
    expect(await page.getByLabel('Cause', { exact: true }).inputValue()).toBe('pneumonia');
    expect(faults).toEqual([]);
    await close();
  });

  it('take a fact back with the reason, and put it in force again', async () => {
    const { page, faults } = opened;
    const factId = await recorded('retracted');
    await entry(page, 'retracted', `?fact=${factId}`);
    await press(page, 'Retract');
    await page.getByRole('combobox', { name: 'Reason' }).selectOption('entered-in-error');
    await page.getByLabel('Note').fill('another ward');
    await press(page, 'Check and preview');
    await press(page, 'Retract the fact');
    await page.getByRole('heading', { name: 'Fact retracted, revision r2' }).waitFor();
    expect((await statements('retracted', factId)).at(-1)).toMatchObject({
      statement: 'retracted',
      reason: 'entered-in-error',
      note: 'another ward',
    });

    await entry(page, 'retracted', `?fact=${factId}`);
    await press(page, 'Reinstate');
    await page.getByText('This fact is retracted').waitFor();
    await page.getByRole('textbox', { name: 'Reason' }).fill('it was right');
    await press(page, 'Check and preview');
    await press(page, 'Reinstate the fact');
    await page.getByRole('heading', { name: 'Fact reinstated, revision r3' }).waitFor();
    expect((await statements('retracted', factId)).at(-1)).toMatchObject({
      statement: 'reinstated',
      reason: 'it was right',
    });
    expect(faults).toEqual([]);
  });

  it('ask for the reason at its field', async () => {
    const { page, close } = await open(browser, 'about:blank');
    const factId = await recorded('unreasoned');
    await entry(page, 'unreasoned', `?retract=${factId}`);
    await press(page, 'Check and preview');
    await press(page, 'Retract the fact');
    const reason = page.getByRole('combobox', { name: 'Reason' });
    await page.locator('[data-invalid]').waitFor();
    expect(await reason.getAttribute('aria-invalid')).toBe('true');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(await reason.getAttribute('id')),
    );
    expect(await statements('unreasoned', factId)).toHaveLength(1);
    await close();
  });

  /** Opens every form there is, with all that is folded and a row in every list. */
  const openAll = async (page: Page): Promise<readonly string[]> => {
    await page.locator('[data-kind]').first().waitFor();
    const kinds = await page
      .locator('[data-kind]')
      .evaluateAll((buttons) => buttons.map((button) => (button as HTMLElement).dataset['kind'] ?? ''));
    for (const kind of kinds) {
      const button = page.locator(`[data-kind="${kind}"]`);
      await button.waitFor({ state: 'attached' });
      if (!(await button.isVisible())) await page.locator('.entry-next summary').click();
      await button.click();
      await page.locator(`[data-draft="${kind}"]`).waitFor();
    }
    await page.locator('.entry-fold').evaluateAll((folds) => {
      for (const fold of folds) (fold as HTMLDetailsElement).open = true;
    });
    await page.locator('.entry-fold[open] .entry-fields').first().waitFor();
    const adders = page.locator('.entry-draft .entry-group:not(:has(.entry-row)) button[id]');
    for (let at = await adders.count(); at > 0; at -= 1) await adders.first().click();
    return kinds;
  };

  it('have a form for every kind of fact, without a fault, and axe objects to nothing', async () => {
    const { page, faults } = opened;
    await postJson(server.url, '/v1/patients', { patientId: 'every-kind' });
    const { kinds } = await getJson<{ kinds: { kind: string }[] }>(server.url, '/v1/schemas/facts');
    await entry(page, 'every-kind');
    const shown = await openAll(page);
    expect([...shown].sort()).toEqual(kinds.map(({ kind }) => kind).sort());
    for (const { kind } of kinds)
      expect(
        await page.locator(`[data-draft="${kind}"] :is(input, select, textarea)`).count(),
      ).toBeGreaterThan(2);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await violationsOn(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsOn(page)).toEqual([]);
    // Refusals at many fields at once are no fault either.
    await press(page, 'Check and preview');
    await page.locator('.entry-refusal').waitFor();
    expect(await page.locator('[data-invalid]').count()).toBeGreaterThan(20);
    expect(await violationsOn(page)).toEqual([]);
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
  });

  it.each(LANGUAGES)('fit at 1366 × 768 and at 200 %% zoom, nothing cut, %s', async (locale) => {
    const { page, faults, close } = await open(browser, 'about:blank', { locale });
    const patientId = `reflow-${locale}`;
    await recorded(patientId);
    await entry(page, patientId);
    const legible = async () => {
      for (const size of [SCREEN, ZOOMED]) {
        await page.setViewportSize(size);
        expect(await sideways(page)).toBeLessThanOrEqual(0);
        expect(await hiddenIn(page, '.entry')).toEqual([]);
        for (const root of ['.entry-head', '.entry-chooser', '.entry-side', '.entry-draft'])
          expect(overlapsOf(await textsIn(page, root))).toEqual([]);
      }
      await page.setViewportSize(SCREEN);
    };
    await page.locator('[data-kind]').first().waitFor();
    await legible();
    for (const kind of ['LumbarPuncturePerformed', 'ImagingStudyReported', 'MolecularReportIssued']) {
      const button = page.locator(`[data-kind="${kind}"]`);
      await button.waitFor({ state: 'attached' });
      if (!(await button.isVisible())) await page.locator('.entry-next summary').click();
      await button.click();
      await page.locator(`[data-draft="${kind}"]`).waitFor();
    }
    await page.locator('.entry-side .button.primary').click();
    await page.locator('.entry-refusal').waitFor();
    await legible();
    expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
    await close();
  });

  it('are of patients who are there', async () => {
    const { page, close } = await open(browser, 'about:blank');
    for (const search of ['', '?fact=f1']) {
      await entry(page, 'nobody', search);
      await page.getByRole('heading', { name: 'There is no such patient' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
    }
    const factId = await recorded('known');
    await entry(page, 'known', `?fact=${factId}x`);
    await page.getByRole('heading', { name: 'The course holds no such fact.' }).waitFor();
    await close();
  });
});
