// From a press of a key on the handle to the picture of the new day, in a real browser over loopback: the
// question, the server's answer and the redraw. Each day is asked for the first time. Beside it, in turns, the
// same answer fetched without a page: what of it is the server's and the wire's.
// Needs a build and a Chromium.  node test/support/run-ts.cjs bench/scrub.ts [facts ...]
import type { Page } from 'playwright-core';
import { launch, open } from '../test/browser/support/browser';
import { startApp } from '../test/support/app';
import { longCourse, recordOverHttp } from '../test/support/long-course';

const SIZES = process.argv.slice(2).map(Number);
const STEPS = 60;
const WARM_UP = 8;
const AIM_MS: Readonly<Record<number, number>> = { 500: 100, 2_000: 250 };

/** Runs in the page: a script as text, since what bundles this file must not touch it. */
const STEP = `async () => {
  const handle = document.querySelector('[data-handle="on"]');
  const shownDay = () => document.querySelector('[data-figure="on"]')?.getAttribute('data-value');
  const before = shownDay();
  const begun = performance.now();
  handle.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowLeft', bubbles: true, cancelable: true }));
  while (shownDay() === before) {
    if (performance.now() - begun > 10000) throw new Error('the picture of the next day did not come');
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
  // The frame with the new picture is painted when the one after it begins.
  await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const milliseconds = performance.now() - begun;
  handle.dispatchEvent(new KeyboardEvent('keyup', { key: 'ArrowLeft', bubbles: true }));
  return { milliseconds, day: shownDay() };
}`;

const step = (page: Page): Promise<{ readonly milliseconds: number; readonly day: string }> =>
  page.evaluate(`(${STEP})()`);

const quantile = (sorted: readonly number[], q: number): number =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? NaN;

const described = (milliseconds: readonly number[]): string => {
  const sorted = [...milliseconds].sort((a, b) => a - b);
  return `p50 ${quantile(sorted, 0.5).toFixed(0)} ms, p95 ${quantile(sorted, 0.95).toFixed(0)} ms`;
};

const bareAnswer = async (url: string, patientId: string, day: string): Promise<number> => {
  const begun = performance.now();
  const answer = await fetch(`${url}/v1/patients/${patientId}/replay?on=${day}&mode=EMA`);
  await answer.json();
  return performance.now() - begun;
};

const measure = async (url: string, facts: number): Promise<void> => {
  const patientId = `bench-${facts}`;
  await recordOverHttp(url, patientId, longCourse(facts));
  const browser = await launch();
  const begun = performance.now();
  const { page, close } = await open(browser, `${url}/patients/${patientId}?on=2024-03-01`);
  await page.locator('[data-handle="on"]').waitFor();
  await page.locator('[data-figure="on"]').waitFor();
  const first = performance.now() - begun;
  const [steps, bare]: [number[], number[]] = [[], []];
  for (let at = 0; at < STEPS + WARM_UP; at += 1) {
    const { milliseconds, day } = await step(page);
    if (at < WARM_UP) continue;
    steps.push(milliseconds);
    bare.push(await bareAnswer(url, patientId, day));
  }
  await close();
  await browser.close();
  const aim = AIM_MS[facts];
  console.log(
    `${facts} facts: scrub ${described(steps)}${aim === undefined ? '' : ` (aim p95 ${aim} ms)`}; ` +
      `the answer alone ${described(bare)}; first picture ${first.toFixed(0)} ms`,
  );
};

const run = async (): Promise<void> => {
  const server = await startApp();
  for (const facts of SIZES.length > 0 ? SIZES : [150, 500, 2_000]) await measure(server.url, facts);
  await server.close();
};

void run();
