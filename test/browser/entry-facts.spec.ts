import type { Browser, Page } from 'playwright-core';
import type { TimelineAnswer } from '../../src/timelines/timeline.answer';
import type { WhatIfAnswer } from '../../src/what-if/what-if.answer';
import type { TestApp } from '../support/app';
import { startApp } from '../support/app';
import { lesion, start, study, type Written } from '../support/course';
import { eventually, getJson, postJson } from './support/api';
import { describeInBrowser, launch, open, type Opened } from './support/browser';
import { tabTo, typeInto } from './support/keyboard';

const contentOf = ({ id: _id, ...fact }: Written): object => fact;

interface Recorded {
  readonly revision: number;
  readonly facts: readonly { readonly factId: string }[];
}

describeInBrowser('the entry of facts', () => {
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

  const course = (id: string) =>
    getJson<TimelineAnswer>(server.url, `/v1/patients/${id}/timeline`, { on: '9999-12-31' });
  const register = (patientId: string) => postJson(server.url, '/v1/patients', { patientId });
  const record = (id: string, ...facts: readonly object[]) =>
    postJson<Recorded>(server.url, `/v1/patients/${id}/facts`, { facts });
  const entry = async (page: Page, id: string, search = ''): Promise<void> => {
    await page.goto(`${server.url}/patients/${id}/entry${search}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const add = async (page: Page, kind: string): Promise<void> => {
    const button = page.locator(`[data-kind="${kind}"]`);
    await button.waitFor({ state: 'attached' });
    if (!(await button.isVisible())) await page.locator('summary', { hasText: 'Add another fact' }).click();
    await button.click();
    await page.locator(`[data-draft="${kind}"]`).last().waitFor();
  };
  const draft = (page: Page, kind: string) => page.locator(`[data-draft="${kind}"]`);
  const alert = (page: Page) => page.locator('.entry-refusal');

  it('begins with the patient, registered from the list', async () => {
    const { page, faults } = opened;
    await page.goto(server.url);
    await page.getByRole('button', { name: 'Register a patient' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Id').fill('from-the-list');
    await dialog.getByRole('button', { name: 'Register', exact: true }).click();
    await dialog.getByRole('link', { name: 'Record the first facts' }).click();
    await page.getByRole('heading', { name: 'What do you want to record?' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/patients/from-the-list/entry');
    await add(page, 'DiagnosisRecorded');
    await draft(page, 'DiagnosisRecorded').getByLabel('When', { exact: true }).fill('2024-02');
    await draft(page, 'DiagnosisRecorded')
      .getByRole('combobox', { name: 'Diagnosis' })
      .first()
      .selectOption('leptomeningeal-metastasis');
    await page.getByRole('button', { name: 'Check and preview' }).click();
    await page.getByRole('button', { name: 'Record 1 fact' }).click();
    await page.getByRole('heading', { name: '1 fact recorded as revision r1' }).waitFor();
    const { facts } = await course('from-the-list');
    expect(facts.map(({ fact }) => fact)).toEqual([
      { kind: 'DiagnosisRecorded', occurredOn: '2024-02', what: 'leptomeningeal-metastasis' },
    ]);
    // The way to what was recorded leads to the fact itself.
    await page.getByRole('link', { name: 'Show in the course' }).click();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({
      on: '2024-02-29',
      sel: facts[0]?.factId,
    });
    await page
      .locator(`[data-fact-id="${facts[0]?.factId ?? ''}"]`)
      .first()
      .waitFor();
    expect(faults).toEqual([]);
  });

  it('takes a puncture with cytology and chemistry by keyboard alone, previewed, as sent', async () => {
    const { page, faults } = opened;
    await register('by-keyboard');
    await entry(page, 'by-keyboard');
    await page.getByRole('searchbox').waitFor();
    await typeInto(page, 'Search kinds', 'lumbar punc');
    await page.keyboard.press('Enter');
    await draft(page, 'LumbarPuncturePerformed').waitFor();
    await typeInto(page, 'When', '2024-03-05');
    await typeInto(page, 'Opening pressure, value', '21.5');
    await tabTo(page, 'Opening pressure, unit');
    await page.keyboard.type('cm');
    await tabTo(page, 'CSF cytology');
    await page.keyboard.press('Enter');
    await draft(page, 'CsfCytologyReported').waitFor();
    await tabTo(page, 'Result');
    await page.keyboard.type('pos');
    await tabTo(page, 'CSF chemistry');
    await page.keyboard.press('Enter');
    await draft(page, 'CsfChemistryReported').waitFor();
    await tabTo(page, 'Analyte');
    await page.keyboard.type('prot');
    await typeInto(page, 'Result, value', '93');
    await tabTo(page, 'Result, unit');
    await page.keyboard.type('mg/dL');
    await tabTo(page, 'Check and preview');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nothing derived changes.' }).waitFor();
    await tabTo(page, 'Record 3 facts');
    const [sent] = await Promise.all([
      page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith('/facts')),
      page.keyboard.press('Enter'),
    ]);
    await page.getByRole('heading', { name: '3 facts recorded, up to revision r3' }).waitFor();
    const { facts } = JSON.parse(sent.postData() ?? '') as { facts: readonly object[] };
    expect(facts).toMatchObject([
      {
        kind: 'LumbarPuncturePerformed',
        occurredOn: '2024-03-05',
        openingPressure: { value: 21.5, unit: 'cm[H2O]' },
      },
      { kind: 'CsfCytologyReported', occurredOn: '2024-03-05', result: 'positive' },
      {
        kind: 'CsfChemistryReported',
        occurredOn: '2024-03-05',
        analytes: [{ analyte: 'protein', result: { value: 93, unit: 'mg/dL' } }],
      },
    ]);
    const held = (await course('by-keyboard')).facts.map(({ fact }) => fact);
    expect(held).toHaveLength(3);
    expect(held).toEqual(expect.arrayContaining(facts as object[]));
    expect(faults).toEqual([]);
  });

  it('is previewed as POST /what-if answers, and nothing is recorded by that', async () => {
    const { page } = opened;
    await register('previewed');
    await record(
      'previewed',
      ...[
        study('mri0', '2024-02-20', 'brain', { lesions: [lesion('b1', 'brain-parenchyma', 20)] }),
        start('rx', '2024-03-01'),
        study('mri1', '2024-04-12', 'brain', { lesions: [lesion('b1', 'brain-parenchyma', 14)] }),
      ].map(contentOf),
    );
    await entry(page, 'previewed');
    await add(page, 'DeathRecorded');
    await draft(page, 'DeathRecorded').getByLabel('When', { exact: true }).fill('2024-12');
    await page.getByRole('button', { name: 'Check and preview' }).click();
    await page.getByRole('heading', { name: 'What would change' }).waitFor();
    const answer = await postJson<WhatIfAnswer>(server.url, '/v1/patients/previewed/what-if', {
      suppositions: [{ statement: 'recorded', fact: { kind: 'DeathRecorded', occurredOn: '2024-12' } }],
    });
    expect(answer.values.length).toBeGreaterThan(0);
    const shown = await page
      .locator('[data-changed]')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-changed')));
    expect(new Set(shown)).toEqual(new Set(answer.values.map(({ what }) => what)));
    const os = answer.values.find(({ what }) => what === 'endpoint OS');
    const days = page.locator('[data-changed="endpoint OS"] tr', { hasText: 'Days' }).locator('td');
    expect(await days.allInnerTexts()).toEqual([`${os?.before['aval']} days`, `${os?.after['aval']} days`]);
    expect(await page.locator('.entry-preview').innerText()).toContain(
      `${answer.unchanged} derived values were compared and stay`,
    );
    expect((await course('previewed')).revision).toBe(3);
    // What was checked is what is recorded: after a change it is checked again.
    await draft(page, 'DeathRecorded').getByLabel('When', { exact: true }).fill('2024-11');
    await page.getByRole('button', { name: 'Check again' }).waitFor();
    expect(await page.getByRole('button', { name: 'Record 1 fact' }).count()).toBe(0);
  });

  it('is refused at the field, with the mend and the focus, and nothing typed is lost', async () => {
    const { page, close } = await open(browser, 'about:blank');
    await register('refused');
    await entry(page, 'refused');
    await add(page, 'LumbarPuncturePerformed');
    const puncture = draft(page, 'LumbarPuncturePerformed');
    await puncture.getByLabel('When', { exact: true }).fill('2024-02-30');
    await puncture.getByLabel('Opening pressure, value').fill('18');
    await page.locator('.entry-actions').getByRole('button', { name: 'CSF cytology' }).click();
    const cytology = draft(page, 'CsfCytologyReported');
    await cytology.getByLabel('Result').selectOption('negative');
    await cytology.getByLabel('When', { exact: true }).fill('2024-02-28');
    // The specimen that the cytology was of is called otherwise now.
    await puncture.getByLabel('Name of the specimen').fill('lp-other');
    const typed = () =>
      page
        .locator('.entry-draft')
        .locator('input, select')
        .evaluateAll((fields) => fields.map((field) => (field as HTMLInputElement).value));
    const before = await typed();
    const check = () => page.getByRole('button', { name: /^Check/ }).click();
    await check();
    await alert(page).waitFor();
    expect(await alert(page).innerText()).toContain('Nothing was recorded. What you typed is still here.');
    const when = puncture.getByLabel('When', { exact: true });
    expect(await when.getAttribute('aria-invalid')).toBe('true');
    expect(await puncture.locator('[data-invalid]', { hasText: 'When' }).innerText()).toMatch(
      /not a date of the calendar\s+Write 2021, 2021-05 or 2021-05-03/,
    );
    expect(await puncture.locator('[data-invalid]', { hasText: 'Opening pressure' }).innerText()).toContain(
      'Unit: missing Please fill it in.',
    );
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.id)).toBe(await when.getAttribute('id')),
    );
    expect(await typed()).toEqual(before);

    // Fields mended, the specimen is the next thing that is refused.
    await when.fill('2024-02-28');
    await check();
    const unit = puncture.getByLabel('Opening pressure, unit');
    await eventually(async () =>
      expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(
        'Opening pressure, unit',
      ),
    );
    expect(await unit.getAttribute('aria-invalid')).toBe('true');
    expect(await puncture.getByLabel('Opening pressure, value').getAttribute('aria-invalid')).toBeNull();
    await unit.selectOption('cm[H2O]');
    await check();
    await eventually(async () =>
      expect(await cytology.locator('[data-invalid]').innerText()).toContain(
        'no specimen lp-1 of this patient Record the puncture or the collection first',
      ),
    );
    await eventually(async () =>
      expect(
        await page.evaluate(
          () => document.activeElement?.closest('[data-invalid]')?.querySelector('label')?.textContent,
        ),
      ).toContain('Specimen'),
    );
    expect((await course('refused')).revision).toBe(0);

    await puncture.getByLabel('Name of the specimen').fill('lp-1');
    await check();
    await page.getByRole('button', { name: 'Record 2 facts' }).click();
    await page.getByRole('heading', { name: '2 facts recorded' }).waitFor();
    expect((await course('refused')).facts.map(({ fact }) => fact)).toMatchObject([
      { openingPressure: { value: 18, unit: 'cm[H2O]' }, specimenId: 'lp-1' },
      { specimenId: 'lp-1', result: 'negative' },
    ]);
    await close();
  });

  it('can be of more facts at once than a board sees in a month', async () => {
    const { page } = opened;
    await register('many');
    await entry(page, 'many');
    for (let at = 0; at < 22; at += 1) await add(page, 'PerformanceStatusRecorded');
    const statuses = draft(page, 'PerformanceStatusRecorded');
    for (const [at, status] of (await statuses.all()).entries()) {
      await status.getByLabel('When', { exact: true }).fill(`2024-01-${String(at + 1).padStart(2, '0')}`);
      await status.getByLabel('Scale').selectOption('ECOG');
      await status.getByLabel('Value').fill('1');
    }
    await page.getByRole('button', { name: 'Check and preview' }).click();
    await page.getByRole('button', { name: 'Record 22 facts' }).click();
    await page.getByRole('heading', { name: '22 facts recorded' }).waitFor();
  });

  it('is not left without asking while something is not recorded', async () => {
    const { page } = opened;
    await register('left');
    await entry(page, 'left');
    await add(page, 'DeathRecorded');
    const when = () => draft(page, 'DeathRecorded').getByLabel('When', { exact: true });
    await when().fill('2024-12');
    await page.getByRole('link', { name: 'To the course' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Stay here' }).click();
    expect(new URL(page.url()).pathname).toBe('/patients/left/entry');
    expect(await when().inputValue()).toBe('2024-12');
    await page.getByRole('link', { name: 'To the course' }).click();
    await dialog.getByRole('button', { name: 'Leave and keep it' }).click();
    await page.getByRole('heading', { name: 'Nothing is recorded of left yet' }).waitFor();
    await page.goBack();
    await page.getByText('Facts that you had not recorded yet were kept').waitFor();
    expect(await when().inputValue()).toBe('2024-12');
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (leaving) => {
        resolve(leaving.type());
        void leaving.dismiss();
      });
    });
    await page.close({ runBeforeUnload: true });
    expect(await asked).toBe('beforeunload');
    await page.getByRole('link', { name: 'To the course' }).click();
    await dialog.getByRole('button', { name: 'Discard and leave' }).click();
    await page.getByRole('heading', { name: 'Nothing is recorded of left yet' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'What do you want to record?' }).waitFor();
  });
});
