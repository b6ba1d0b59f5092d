import type { Browser } from 'playwright-core';
import { startApp, type TestApp } from '../support/app';
import { longCourse, recordOverHttp, type SentFact } from '../support/long-course';
import { getJson } from './support/api';
import { describeInBrowser, launch, open } from './support/browser';
import { openCourse } from './support/replay';

const MRI: SentFact = {
  kind: 'ImagingStudyReported',
  occurredOn: '2021-03-20',
  modality: 'mri',
  regions: ['brain', 'spine'],
  contrast: true,
};

describeInBrowser('what was known, and what becomes known', () => {
  let server: TestApp;
  let browser: Browser;
  beforeAll(async () => {
    [server, browser] = await Promise.all([startApp(), launch()]);
  });
  afterAll(async () => {
    await browser.close();
    await server.close();
  });

  const post = async (path: string, body: object): Promise<{ facts: { factId: string }[] }> => {
    const answer = await fetch(`${server.url}/v1/patients/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as { facts: { factId: string }[] };
  };

  const record = async (id: string, fact: SentFact): Promise<string> => {
    const { facts } = await post(`${id}/facts`, { facts: [fact] });
    const [recorded] = facts;
    if (!recorded) throw new Error('no fact was recorded');
    return recorded.factId;
  };

  it('tells a late fact, a corrected and a retracted one from what was known', async () => {
    await recordOverHttp(server.url, 'then', longCourse(30));
    const wrong = await record('then', { ...MRI, occurredOn: '2021-03-12' });
    const corrected = await record('then', { ...MRI, occurredOn: '2021-03-13' });
    const { revision: known } = (await (await fetch(`${server.url}/v1/patients/then/replay`)).json()) as {
      revision: number;
    };
    const late = await record('then', MRI);
    await post(`then/facts/${wrong}/retraction`, { supersedes: known - 1, reason: 'entered-in-error' });
    await post(`then/facts/${corrected}/amendments`, {
      supersedes: known,
      change: 'corrected',
      reason: 'second read',
      fact: { ...MRI, occurredOn: '2021-03-14' },
    });
    const { page, faults, close } = await open(browser, 'about:blank');
    await openCourse(page, server.url, 'then', `asOf=r${known}&on=2021-04-30`);
    const banner = page.locator('.knowledge');
    await banner.getByText('1 fact was not yet recorded,').waitFor();
    await banner.getByText('2 were corrected since.').waitFor();
    await banner.locator('summary').click();
    await banner.locator(`[data-fact-id="${late}"]`).waitFor();
    await banner.locator('li', { hasText: 'retracted' }).waitFor();
    await banner.locator('li', { hasText: 'amended' }).waitFor();

    const ghost = page.locator(`[data-lane="mri"] .cc-item[data-fact-id~="${late}"]`);
    expect(await ghost.getAttribute('aria-label')).toMatch(/not yet recorded.*recorded .* UTC/);
    const dash = ghost
      .locator('.cc-glyph.ghost .cc-shape')
      .evaluate((shape) => getComputedStyle(shape).strokeDasharray);
    expect(await dash).not.toBe('none');
    await page.goto(`${server.url}/patients/then?on=2021-04-30&sel=${wrong}`);
    await page.locator('.fact-detail .ghost-text', { hasText: 'Retracted' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('shows a new fact at once, and leaves the reader where the reader is', async () => {
    await recordOverHttp(server.url, 'live', longCourse(60));
    const { page, faults, close } = await open(browser, 'about:blank');
    await openCourse(page, server.url, 'live');
    await page.locator('.live[data-state="live"]').waitFor();
    await page.locator('[data-lane="csf"] .cc-toggle').focus();
    await page.evaluate(() => scrollTo(0, 250));
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(100);
    const factId = await record('live', { ...MRI, occurredOn: '2021-05-02' });
    await page.locator(`[data-lane="mri"] .cc-item[data-fact-id~="${factId}"]`).waitFor();
    await page.locator('.live-news[role="status"]', { hasText: 'New:' }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(before);
    expect(
      await page.evaluate(() => document.activeElement?.closest('[data-lane]')?.getAttribute('data-lane')),
    ).toBe('csf');
    expect(faults).toEqual([]);
    await close();
  });

  it('does not move a picture of the past, but says that there is more', async () => {
    await recordOverHttp(server.url, 'past', longCourse(60));
    const { page, faults, close } = await open(browser, 'about:blank');
    await openCourse(page, server.url, 'past', 'asOf=r60&on=2021-06-30');
    await page.locator('.live[data-state="live"]').waitFor();
    const picture = () =>
      page
        .locator('.cc-item:not(:has(.ghost))')
        .evaluateAll((items) => items.map((item) => item.getAttribute('aria-label')));
    const strip = () => page.locator('.strip').innerText();
    const [glyphs, said] = [await picture(), await strip()];
    await record('past', { ...MRI, occurredOn: '2021-05-02' });
    await page.locator('.live', { hasText: /\d newer statement/ }).waitFor();
    expect(await picture()).toEqual(glyphs);
    expect(await strip()).toBe(said);
    expect(faults).toEqual([]);
    await close();
  });

  it('pins a decision to what was on the screen when it was begun, and does not lose it to Escape', async () => {
    await recordOverHttp(server.url, 'pinned', longCourse(60));
    const { page, faults, close } = await open(browser, 'about:blank');
    await openCourse(page, server.url, 'pinned', 'on=2021-06-30');
    await page.getByRole('button', { name: 'Record decision' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Question').fill('Go on?');
    await dialog.getByRole('textbox', { name: 'Decision' }).fill('Go on');
    await record('pinned', { ...MRI, occurredOn: '2021-06-20' });
    await page.locator('.replay-foot', { hasText: 'r61' }).waitFor();
    await page.keyboard.press('Escape');
    await dialog.getByRole('button', { name: 'Record decision' }).click();
    await dialog.waitFor({ state: 'detached' });
    const { decisions } = await getJson<{ decisions: { knownRevision: number }[] }>(
      server.url,
      '/v1/patients/pinned/decisions',
    );
    expect(decisions).toMatchObject([{ knownRevision: 60 }]);
    await page.locator('.decision .notice', { hasText: 'Review suggested' }).waitFor();
    expect(faults).toEqual([]);
    await close();
  });

  it('keeps what a board decided, shows it, and says when it should be looked at again', async () => {
    await recordOverHttp(server.url, 'board', longCourse(60));
    const { page, faults, close } = await open(browser, 'about:blank');
    await openCourse(page, server.url, 'board', 'on=2021-06-30');
    const button = page.getByRole('button', { name: 'Record decision' });
    await button.focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    const question = 'Intrathecal pemetrexed, or add amivantamab to osimertinib 160 mg?';
    await dialog.getByLabel('Question').focus();
    await page.keyboard.type(question);
    await page.keyboard.press('Tab');
    await page.keyboard.type('Intrathecal pemetrexed');
    await dialog.getByRole('button', { name: 'Record decision' }).focus();
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('[data-lane="decisions"] .cc-item').waitFor();
    await page.locator('.decisions .decision', { hasText: question }).waitFor();
    const cell = page.locator('[data-question="5"]');
    await cell.getByText(question).waitFor();

    await record('board', { ...MRI, occurredOn: '2021-06-20' });
    await page.locator('.decision .notice', { hasText: 'Review suggested' }).waitFor();
    const link = page.getByRole('link', { name: 'See what the board saw' });
    expect(await link.getAttribute('href')).toMatch(/^\/patients\/board\?on=2021-06-30&asOf=r\d+$/);
    await link.click();
    await page.locator('.knowledge').getByText('1 fact was not yet recorded,').waitFor();
    expect(page.url()).not.toMatch(/pemetrexed|amivantamab/i);
    expect(faults).toEqual([]);
    await close();
  });
});
