import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { startApp, type TestApp } from '../../support/app';

const CANDIDATES = [
  process.env['CHROMIUM'] ?? '',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const executablePath = CANDIDATES.find((path) => path !== '' && existsSync(path));

// A browser that is left to itself looks for its maker's hosts.
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

// A machine that is busy with other tests is no fault of a screen; each step has its own, shorter patience.
const LONGEST_MS = 120_000;

/** `describe`, or with one printed reason its skipping, where no browser is found. */
export const describeInBrowser = (name: string, tests: () => void): void => {
  jest.setTimeout(LONGEST_MS);
  if (executablePath !== undefined) return describe(name, tests);
  console.warn(`${name} skipped: no Chromium found; install it or name it in CHROMIUM`);
  describe.skip(name, tests);
};

export const launch = (): Promise<Browser> =>
  chromium.launch({ args: QUIET, ...(executablePath === undefined ? {} : { executablePath }) });

/** The size of the screen that the acceptance targets speak of. */
export const SCREEN = { width: 1366, height: 768 } as const;

export interface Opened {
  readonly page: Page;
  /** Errors that the page itself reports: a test ends with none. */
  readonly faults: readonly string[];
  readonly close: () => Promise<void>;
}

export const open = async (
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
): Promise<Opened> => {
  const context = await browser.newContext({ viewport: SCREEN, locale: 'en-GB', ...options });
  // A step that waits in vain says which one it is, before its test runs out of time.
  context.setDefaultTimeout(20_000);
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(fault.message));
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text());
  });
  await page.goto(address);
  return { page, faults, close: () => context.close() };
};

export const COURSES = ['cc_onco1045', 'cc_onco216', 'cc_onco375', 'cc_onco729'].map(
  (document) => `cantemist-${document}`,
);

const FOLDER = join(__dirname, '..', '..', '..', 'data', 'published-courses');

/** The application with the four published courses in it, and the screens as they are built. */
export const startWithCourses = async (): Promise<TestApp> => {
  const server = await startApp();
  for (const file of readdirSync(FOLDER).filter((name) => name.endsWith('.json'))) {
    const answer = await fetch(`${server.url}/v1/imports`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: readFileSync(join(FOLDER, file), 'utf8'),
    });
    if (!answer.ok) throw new Error(`${file}: ${await answer.text()}`);
  }
  return server;
};
