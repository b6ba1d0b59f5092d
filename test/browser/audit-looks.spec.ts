import type { Browser, Page } from 'playwright-core';
import { streamId, type EventStore } from '@leptotrace/event-store';
import { EVENT_STORE } from '../../src/store/tokens';
import type { TestApp } from '../support/app';
import { postJson } from './support/api';
import { AUDITED, audited, ON, openAudit, recordAuditedCourse, type AuditedCourse } from './support/audit';
import { violationsOn } from './support/axe';
import { COURSES, describeInBrowser, launch, open, SCREEN, startWithCourses } from './support/browser';
import { hiddenIn, sideways } from './support/cut';
import { LANGUAGES, ZOOMED } from './support/replay';
import { overlapsOf, textsIn } from './support/texts';

/** Boxes whose texts lie side by side; what scrolls inside one never reaches another. */
const BOXES = ['.audit-head', '.audit-column-head', '.audit-column-body', '.audit-tabs'];

const legible = async (page: Page): Promise<void> => {
  expect(await sideways(page)).toBeLessThanOrEqual(0);
  expect(await hiddenIn(page, '.audit')).toEqual([]);
  for (const box of BOXES) expect(overlapsOf(await textsIn(page, box))).toEqual([]);
};

describeInBrowser('the looks of an audit', () => {
  let server: TestApp;
  let browser: Browser;
  let course: AuditedCourse;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
    course = await recordAuditedCourse(server.url);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  /** Everything that the page can show at once. */
  const full = (): string =>
    new URLSearchParams({
      on: ON,
      asOf: 'r9',
      against: 'as-stated@1.0.0',
      panel: 'rulesets',
      tree: 'all',
      details: '1',
      fact: course.idOf('mri5'),
      suppose: 'occurredOn~2024-13',
    }).toString();

  it.each(LANGUAGES)('hold nothing that axe objects to, %s', async (locale) => {
    const { page, close } = await open(browser, 'about:blank', { locale, colorScheme: 'light' });
    await openAudit(page, server.url, AUDITED, full());
    await page.getByRole('alert').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await close();
  });

  // What is dark, and which fact is open, is the same in every language.
  it('hold nothing that axe objects to in the dark, nor with the versions of a fact', async () => {
    const { page, close } = await open(browser, 'about:blank', { colorScheme: 'dark' });
    await openAudit(page, server.url, AUDITED, full());
    await page.getByRole('alert').waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await openAudit(page, server.url, AUDITED, `on=${ON}&paramcd=PFS&fact=${course.idOf('mri5')}`);
    await page.locator('.audit-version').first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    await close();
  });

  it('keep their marks where colours are forced, and axe objects to nothing', async () => {
    const { page, close } = await open(browser, 'about:blank', {
      forcedColors: 'active',
      colorScheme: 'dark',
    });
    await openAudit(
      page,
      server.url,
      AUDITED,
      `on=${ON}&paramcd=CNSPFS&tree=all&fact=${course.idOf('mri5')}`,
    );
    await page.locator('.audit-version').first().waitFor();
    expect(await violationsOn(page)).toEqual([]);
    const background = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).backgroundColor);
    expect(await background('.audit-dock [aria-expanded=true]')).not.toBe(
      await background('.audit-dock [aria-expanded=false]'),
    );
    const outline = (selector: string): Promise<string> =>
      page
        .locator(selector)
        .first()
        .evaluate((element) => getComputedStyle(element).outlineStyle);
    expect(await outline('tr.chosen')).toBe('solid');
    expect(await outline('.audit-span.current')).toBe('solid');
    await page.locator('[role=treeitem]').first().focus();
    expect(await outline('[role=treeitem][aria-selected=true]')).not.toBe('none');
    await close();
  });

  it.each(LANGUAGES)(
    'fit at 1366 × 768 and at 200 %% zoom, nothing cut, for each course, %s',
    async (locale) => {
      const { page, faults, close } = await open(browser, 'about:blank', { locale });
      for (const id of [...COURSES, AUDITED]) {
        await page.setViewportSize(SCREEN);
        const search = id === AUDITED ? full() : 'paramcd=PFS&tree=all&details=1&on=2016-01-31';
        await openAudit(page, server.url, id, search);
        // The longest names of endpoints are those by criterion.
        if (id === COURSES[0]) {
          await page.locator('tr[data-criterion] button').first().click();
          await audited(page, false);
        }
        await legible(page);
        await page.setViewportSize(ZOOMED);
        await legible(page);
      }
      expect(faults.filter((fault) => !fault.includes('400'))).toEqual([]);
      await close();
    },
  );

  it('show the three columns and the dock on the first screen', async () => {
    const { page, close } = await open(browser, 'about:blank');
    await openAudit(page, server.url, AUDITED, `on=${ON}&asOf=r9`);
    for (const box of await page.locator('.audit-column, .audit-dock').all()) {
      const { y, height, width } = (await box.boundingBox()) ?? { y: 0, height: 0, width: 0 };
      expect(y + height).toBeLessThanOrEqual(SCREEN.height + 1);
      expect(Math.min(height, width)).toBeGreaterThan(90);
    }
    await close();
  });

  it('say that there is no such patient, or none any more, and lead to the list', async () => {
    await postJson(server.url, '/v1/patients', { patientId: 'erased' });
    await server.app.get<EventStore>(EVENT_STORE).seal(streamId('patient', 'erased'), 0);
    const { page, close } = await open(browser, 'about:blank', { colorScheme: 'dark' });
    for (const id of ['nobody', 'erased']) {
      await page.goto(`${server.url}/patients/${id}/audit`);
      await page.getByRole('heading', { name: 'There is no such patient' }).waitFor();
      expect(await violationsOn(page)).toEqual([]);
      await page.getByRole('link', { name: 'To the list of patients' }).click();
      await page.getByRole('table').waitFor();
    }
    await close();
  });

  it('of a course without facts say that nothing starts the clock', async () => {
    await postJson(server.url, '/v1/patients', { patientId: 'nothing-yet' });
    const { page, faults, close } = await open(browser, 'about:blank');
    await openAudit(page, server.url, 'nothing-yet');
    expect(await page.locator('.audit-result').innerText()).toContain('nothing starts the clock');
    expect(await page.locator('tr[data-paramcd] td:nth-child(2)').allInnerTexts()).toEqual(
      Array.from({ length: 8 }, () => 'no value'),
    );
    expect(await page.locator('.audit-column').last().innerText()).toContain('Choose a fact');
    await legible(page);
    expect(await violationsOn(page)).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  it('say that a fact is not there, and that the service is away', async () => {
    const { page, close } = await open(browser, 'about:blank');
    await openAudit(page, server.url, AUDITED, 'fact=none-such');
    await page.getByText('There is no fact none-such.').waitFor();
    await page.route('**/v1/patients/**', (route) => route.abort());
    await page.reload();
    await page.getByRole('alert').getByText('The service does not answer').waitFor({ timeout: 15_000 });
    await page.unroute('**/v1/patients/**');
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('[role=tree]').waitFor();
    await close();
  });
});
