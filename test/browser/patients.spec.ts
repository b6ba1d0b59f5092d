import type { Browser } from 'playwright-core';
import type { TestApp } from '../support/app';
import { startApp } from '../support/app';
import { violationsOn } from './support/axe';
import { COURSES, describeInBrowser, launch, open, startWithCourses } from './support/browser';

describeInBrowser('the list of patients', () => {
  let server: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  it('shows each course with what is derived in each compartment, as the API answers it', async () => {
    const { page, faults, close } = await open(browser, server.url);
    await page.getByRole('table').waitFor();
    const { patients } = (await (await fetch(`${server.url}/v1/patients`)).json()) as {
      patients: { patientId: string; derived: { compartments: { progression: string }[] } }[];
    };
    expect(patients).toHaveLength(COURSES.length);
    for (const { patientId, derived } of patients) {
      const row = page.locator(`[data-patient-id="${patientId}"]`);
      await expect(row.getByRole('link').textContent()).resolves.toBe(patientId);
      const cells = await row.getByRole('cell').allTextContents();
      derived.compartments.forEach(({ progression }, at) => {
        if (progression === 'progression') expect(cells[at]).toContain('PD');
        if (progression === 'none') expect(cells[at]).toContain('no progression');
      });
    }
    expect(faults).toEqual([]);
    await close();
  });

  it('sorts by a column and keeps that in the URL', async () => {
    const { page, close } = await open(browser, server.url);
    await page.getByRole('button', { name: 'Facts' }).click();
    const counts = async () =>
      (await page.locator('tbody td.num.end').allTextContents()).map((text) => Number(text));
    expect(await counts()).toEqual([...(await counts())].sort((a, b) => a - b));
    await page.getByRole('button', { name: 'Facts' }).click();
    expect(await counts()).toEqual([...(await counts())].sort((a, b) => b - a));
    expect(new URL(page.url()).searchParams.get('sort')).toBe('-facts');
    await page.reload();
    await page.getByRole('table').waitFor();
    expect(await page.locator('th[aria-sort="descending"]').textContent()).toContain('Facts');
    await close();
  });

  it('finds by a part of the id, says when nothing matches, and opens a course', async () => {
    const { page, close } = await open(browser, server.url);
    await page.getByRole('searchbox').fill('onco7');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    await page.getByRole('searchbox').fill('nobody');
    await page.getByText('No patient matches “nobody”').waitFor();
    await page.getByRole('searchbox').fill('onco729');
    await page.getByRole('link', { name: 'cantemist-cc_onco729' }).click();
    expect(new URL(page.url()).pathname).toBe('/patients/cantemist-cc_onco729');
    await close();
  });

  it('says how to begin where there is no patient, and what to do where the service is away', async () => {
    const empty = await startApp();
    const { page, close } = await open(browser, empty.url);
    await page.getByText('No patients yet').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await page.route('**/v1/patients?**', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').getByText('The service does not answer').waitFor({ timeout: 15_000 });
    await page.unroute('**/v1/patients?**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.getByText('No patients yet').waitFor();
    await close();
    await empty.close();
  });

  it.each(['light', 'dark'] as const)('has no violation that axe knows, %s', async (colorScheme) => {
    const { page, close } = await open(browser, server.url, { colorScheme });
    await page.getByRole('table').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await close();
  });

  it.each(['en-GB', 'de-DE', 'zh-CN'])(
    'fits at 1366 × 768 and at 200 %% zoom without cutting text, %s',
    async (locale) => {
      for (const viewport of [
        { width: 1366, height: 768 },
        { width: 683, height: 384 },
      ]) {
        const { page, close } = await open(browser, server.url, { locale, viewport });
        await page.getByRole('table').waitFor();
        const sideways = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(sideways).toBeLessThanOrEqual(0);
        await close();
      }
    },
  );
});
