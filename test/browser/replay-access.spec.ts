import type { Browser } from 'playwright-core';
import type { TestApp } from '../support/app';
import { longCourse, recordOverHttp } from '../support/long-course';
import { COLOURS, violationsOn } from './support/axe';
import { describeInBrowser, launch, open, startWithCourses, type Opened } from './support/browser';
import { openCourse } from './support/replay';

const ID = 'cantemist-cc_onco729';
const LONG = 'long500';

describeInBrowser('the replay for everybody', () => {
  let server: TestApp;
  let browser: Browser;
  let opened: Opened;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startWithCourses(), launch()]);
    await recordOverHttp(server.url, LONG, longCourse(500));
    opened = await open(browser, 'about:blank');
  });
  afterAll(async () => {
    await opened.close();
    await browser.close();
    await server.close();
  });

  describe('has no violation that axe knows, light or dark', () => {
    const check = async (): Promise<void> => {
      const { page, faults } = opened;
      await page.emulateMedia({ colorScheme: 'light' });
      expect(await violationsOn(page)).toEqual([]);
      await page.emulateMedia({ colorScheme: 'dark' });
      expect(await violationsOn(page, COLOURS)).toEqual([]);
      expect(faults).toEqual([]);
    };

    it.each([
      ['a published course', ID, ''],
      ['500 facts', LONG, ''],
      [
        'every lane open',
        LONG,
        'open=cns.non-cns.csf.ctdna-csf.ctdna-plasma.systemic&win=2022-01-01_2022-12-31',
      ],
      ['a detail', ID, 'sel=f18'],
      ['a comparison', ID, 'a=2016-06-30&b=2017-01-22&on=2017-01-22'],
      ['known then', ID, 'then=1&on=2016-06-30'],
      ['tables', ID, 'view=table'],
    ])('with %s', async (_name, id, search) => {
      await openCourse(opened.page, server.url, id, search);
      if (search.startsWith('a=')) await opened.page.locator('.compare tbody tr').first().waitFor();
      if (search.startsWith('sel=')) await opened.page.locator('.fact-detail').waitFor();
      if (search.startsWith('then=')) await opened.page.locator('.knowledge').waitFor();
      await check();
    });

    it('with the help and with the dialog of a decision open', async () => {
      const { page } = opened;
      await openCourse(page, server.url, ID);
      for (const name of ['Keys', 'Record decision']) {
        await page.getByRole('button', { name, exact: true }).click();
        await page.getByRole('dialog').waitFor();
        await check();
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'detached' });
      }
    });
  });
});
