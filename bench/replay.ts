// Server time of one step of a scrub: GET /v1/patients/{id}/replay over loopback, each on another day, for
// patients of mixed facts. CPU is of server and client together, and steadier than the clock on a busy
// machine.  node test/support/run-ts.cjs bench/replay.ts [facts ...]
import { get } from 'node:http';
import fc from 'fast-check';
import { dayText, epochDay } from '@leptotrace/kernel';
import { startApp } from '../test/support/app';
import type { Written } from '../test/support/course';
import { randomCourse } from '../test/support/random-course';

const SIZES = process.argv.slice(2).map(Number);
const STEPS = 60;
const SEED = 7;

// Courses end to end become one long one: ids of one course are told from those of another.
const courseOf = (facts: number): readonly object[] => {
  const courses = fc.sample(randomCourse, { numRuns: facts, seed: SEED });
  const all = courses.flatMap((course, at) =>
    (
      JSON.parse(JSON.stringify(course).replace(/"(f\d+(-s)?)"/g, `"c${at}-$1"`)) as readonly Written[]
    ).filter(({ kind }) => at === 0 || (kind !== 'DeathRecorded' && kind !== 'DiagnosisRecorded')),
  );
  return all
    .filter(({ kind }) => kind !== 'DeathRecorded')
    .slice(0, facts)
    .map(({ id: _id, ...fact }) => fact);
};

const post = async (url: string, body: object): Promise<void> => {
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(await answer.text());
};

const ask = (url: string): Promise<{ readonly milliseconds: number; readonly bytes: number }> =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    get(url, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => resolve({ milliseconds: performance.now() - begun, bytes }));
    }).on('error', reject);
  });

const at = (sorted: readonly number[], share: number): string =>
  (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);

const measure = async (facts: number): Promise<void> => {
  const server = await startApp();
  const patient = `${server.url}/v1/patients/p`;
  await post(`${server.url}/v1/patients`, { patientId: 'p' });
  const all = courseOf(facts);
  for (let from = 0; from < all.length; from += 100)
    await post(`${patient}/facts`, { facts: all.slice(from, from + 100) });
  const half = Math.floor(all.length / 2);
  for (let count = 0; count < 5; count += 1)
    await post(`${patient}/decisions`, { on: '2024-01-01', question: 'q', decision: 'd', asOf: `r${half}` });
  const first = epochDay(2023, 1, 1);
  const days = Array.from({ length: STEPS }, (_, step) => dayText(first + Math.round((step * 800) / STEPS)));
  // Whatever follows the writes is over before it is measured.
  await new Promise((resolve) => setTimeout(resolve, 3_000));
  for (const [name, asOf] of [
    ['head', `r${all.length}`],
    ['known then', `r${half}`],
  ] as const) {
    await ask(`${patient}/replay?on=2022-12-31&asOf=${asOf}`);
    const steps = [];
    const cpu = process.cpuUsage();
    for (const day of days) steps.push(await ask(`${patient}/replay?on=${day}&asOf=${asOf}`));
    const { user, system } = process.cpuUsage(cpu);
    const times = steps.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const bytes = Math.max(...steps.map((step) => step.bytes));
    console.log(
      `${String(all.length).padStart(5)} facts, ${name.padEnd(10)}  median ${at(times, 0.5).padStart(7)} ms  p95 ${at(times, 0.95).padStart(7)} ms  CPU ${((user + system) / 1000 / STEPS).toFixed(1).padStart(6)} ms a step  largest ${(bytes / 1024).toFixed(0)} kB`,
    );
  }
  await server.close();
};

void (async () => {
  for (const facts of SIZES.length > 0 ? SIZES : [150, 500, 2_000]) await measure(facts);
})();
