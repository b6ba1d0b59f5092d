// Cold start to ready, and the timeline of 150 facts from a warm process, each beside something bare
// that runs in the same round: a Node process that only listens, and a request for the liveness.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import http from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const ROUNDS = 5;
const agent = new http.Agent({ keepAlive: true });
const percentile = (values, share) =>
  [...values].sort((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))];

const call = (url, body) =>
  new Promise((resolve, reject) => {
    const request = http.request(
      url,
      { agent, method: body ? 'POST' : 'GET', headers: { 'content-type': 'application/json' } },
      (response) => {
        response.resume().on('end', () => resolve(response.statusCode));
      },
    );
    request.on('error', reject).end(body ? JSON.stringify(body) : undefined);
  });

const started = (args, env) =>
  new Promise((resolve, reject) => {
    const begun = performance.now();
    const child = spawn(process.execPath, args, { env: { ...process.env, ...env } });
    let output = '';
    child.stdout.on('data', async (chunk) => {
      output += chunk;
      const url = /http:\/\/[\d.]+:\d+/.exec(output)?.[0];
      if (!url) return;
      child.stdout.removeAllListeners('data');
      while ((await call(`${url}/health/ready`)) !== 200) await new Promise((wait) => setTimeout(wait, 5));
      resolve({ url, child, took: performance.now() - begun });
    });
    child.on('error', reject);
  });

const BARE = `require('node:http').createServer((q, r) => r.end('ok')).listen(0, '127.0.0.1', function () { console.log('http://127.0.0.1:' + this.address().port) })`;
const stop = (child) => new Promise((resolve) => child.once('exit', resolve) && child.kill('SIGKILL'));
const fact = (index) => ({
  kind: 'PerformanceStatusRecorded',
  occurredOn: `20${10 + (index % 15)}-0${1 + (index % 9)}`,
  instrument: 'ECOG',
  value: index % 5,
  sequence: index,
});

const rounds = [];
for (let round = 0; round < ROUNDS; round += 1) {
  const dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-bench-'));
  const bare = await started(['-e', BARE], {});
  await stop(bare.child);
  const served = await started(['bin/leptotrace.cjs', 'serve'], { DATA_DIR: dataDir, PORT: '0' });
  const patient = `${served.url}/v1/patients/p`;
  await call(`${served.url}/v1/patients`, { patientId: 'p' });
  await call(`${patient}/facts`, { facts: Array.from({ length: 150 }, (_, index) => fact(index)) });
  const timed = async (url) => {
    const times = [];
    for (let index = 0; index < 300; index += 1) {
      const begun = performance.now();
      await call(url);
      times.push(performance.now() - begun);
    }
    return times.slice(50);
  };
  const timeline = await timed(`${patient}/timeline?on=2020`);
  const live = await timed(`${served.url}/health/live`);
  await stop(served.child);
  rmSync(dataDir, { recursive: true, force: true });
  rounds.push({
    'cold start ms': served.took,
    'bare node:http ms': bare.took,
    'timeline p50 ms': percentile(timeline, 0.5),
    'timeline p99 ms': percentile(timeline, 0.99),
    'liveness p50 ms': percentile(live, 0.5),
  });
}
for (const name of Object.keys(rounds[0])) {
  const values = rounds.map((round) => round[name]);
  console.log(
    `${name.padEnd(20)} ${percentile(values, 0.5).toFixed(2)} [${Math.min(...values).toFixed(2)}..${Math.max(...values).toFixed(2)}]`,
  );
}
