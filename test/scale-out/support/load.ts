import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { ask, type Instance } from './fleet';

export interface Acknowledged {
  readonly patientId: string;
  readonly factId: string;
  readonly revision: number;
}

const fact = (note: string) => ({
  kind: 'PerformanceStatusRecorded',
  occurredOn: '2024-03-01',
  instrument: 'ECOG',
  value: 1,
  note,
});

/** One command, repeated as it was until it is answered for good: what a careful client does. */
const command = async (
  instances: readonly Instance[],
  patientId: string,
  stopAt: number,
): Promise<Acknowledged | null> => {
  const key = randomUUID();
  for (let attempt = 0; Date.now() < stopAt; attempt += 1) {
    const instance = instances[(attempt + key.charCodeAt(0)) % instances.length] as Instance;
    const answer = await ask(instance, `/v1/patients/${patientId}/facts`, {
      post: { facts: [fact(key)] },
      headers: { 'idempotency-key': key },
    }).catch(() => null);
    if (answer?.status === 201)
      return { patientId, factId: answer.body.facts[0].factId, revision: answer.body.revision };
    const mayRetry = answer === null || [409, 429, 503].includes(answer.status);
    if (!mayRetry) throw new Error(`refused: ${answer.status} ${JSON.stringify(answer.body)}`);
    await wait(20 + Math.random() * 60);
  }
  return null;
};

export const register = async (instance: Instance, patientIds: readonly string[]): Promise<void> => {
  for (const patientId of patientIds) {
    const { status } = await ask(instance, '/v1/patients', { post: { patientId, study: 'load' } });
    if (status !== 201) throw new Error(`${patientId} was not registered: ${status}`);
  }
};

/** So many commands, so many at a time, spread over patients and instances. Answers those acknowledged. */
export const load = async (
  instances: readonly Instance[],
  patientIds: readonly string[],
  { commands, atOnce, longestMs = 120_000 }: { commands: number; atOnce: number; longestMs?: number },
): Promise<readonly Acknowledged[]> => {
  const stopAt = Date.now() + longestMs;
  const acknowledged: Acknowledged[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < commands) {
      const turn = next;
      next += 1;
      const done = await command(instances, patientIds[turn % patientIds.length] as string, stopAt);
      if (done) acknowledged.push(done);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return acknowledged;
};
