// The pictures of the README: the screens as they are, over a published course, written to docs/pictures.
// npm run docs:pictures (after a build; needs a Chromium, named in CHROMIUM where it is not found).
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = join(root, 'docs', 'pictures');

const PICTURES = [
  { name: 'replay', path: '/patients/cantemist-cc_onco375?on=2016-01-31', height: 960 },
  {
    name: 'audit',
    path: '/patients/cantemist-cc_onco375/audit?paramcd=OS&on=2016-01-31&fact=f32',
    height: 800,
  },
];

const serve = () =>
  new Promise((resolve, reject) => {
    const demo = spawn(process.execPath, [join(root, 'bin', 'leptotrace.cjs'), 'demo'], {
      env: { ...process.env, PORT: '0' },
    });
    let said = '';
    demo.stderr.on('data', (chunk) => (said += chunk));
    demo.stdout.on('data', (chunk) => {
      said += chunk;
      const url = /http:\/\/[\d.]+:\d+/.exec(said)?.[0];
      if (url) resolve({ url, stop: () => demo.kill('SIGINT') });
    });
    demo.once('exit', () => reject(new Error(said)));
  });

const executablePath = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path && existsSync(path),
);

mkdirSync(folder, { recursive: true });
const { url, stop } = await serve();
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu'] });
for (const { name, path, height } of PICTURES) {
  const page = await browser.newPage({ viewport: { width: 1366, height }, locale: 'en-GB' });
  await page.goto(`${url}${path}`, { waitUntil: 'load' });
  await page.getByRole('heading', { name: /cantemist/ }).waitFor();
  // Texts and answers of what lies below the first screen are fetched after it.
  await page.waitForTimeout(1_500);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  console.log(`docs/pictures/${name}.png`);
}
await browser.close();
stop();
