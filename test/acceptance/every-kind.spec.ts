import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  decodeFact,
  decodePayload,
  encodeStatement,
  FACT_KIND_NAMES,
  type Fact,
  type PatientStatement,
  type StoredPayload,
} from '@leptotrace/clinical';
import { DtoPipe } from '../../src/http/dto.pipe';
import { Problem } from '../../src/http/problem';
import { RecordFactsDto } from '../../src/patients/record-facts/record-facts.controller';
import { sampleFact } from '../support/sample-fact';

const throughDto = async (fact: unknown): Promise<readonly string[]> => {
  try {
    await new DtoPipe().transform({ facts: [fact] }, { type: 'body', metatype: RecordFactsDto });
    return [];
  } catch (fault) {
    if (!(fault instanceof Problem)) throw fault;
    return (fault.details.errors ?? []).map(({ path }) => path);
  }
};

describe.each(FACT_KIND_NAMES)('%s', (kind) => {
  const fact = sampleFact(kind);

  it('is taken by its DTO and by its decoder alike', async () => {
    expect(decodeFact(fact)).toMatchObject({ ok: true });
    expect(await throughDto(fact)).toEqual([]);
  });

  it('is refused by both with a field that is unknown, or without one that it needs', async () => {
    expect(decodeFact({ ...fact, unheardOf: 1 }).ok).toBe(false);
    expect(await throughDto({ ...fact, unheardOf: 1 })).toEqual(['/facts/0/unheardOf']);
    for (const name of Object.keys(fact).filter((field) => field !== 'kind')) {
      const without = { ...fact, [name]: undefined };
      const paths = await throughDto(JSON.parse(JSON.stringify(without)));
      expect({ name, dto: paths.length === 0 }).toEqual({
        name,
        dto: decodeFact(JSON.parse(JSON.stringify(without))).ok,
      });
    }
  });

  it('comes back from the log as it went in', () => {
    const statement = {
      statement: 'recorded',
      factId: 'f',
      fact: fact as unknown as Fact,
    } as PatientStatement;
    const stored = JSON.parse(JSON.stringify(encodeStatement(statement))) as StoredPayload;
    expect(decodePayload(stored)).toEqual({ ok: true, value: statement });
  });
});

describe('events stored by earlier versions', () => {
  const file = join(process.cwd(), 'test/golden/events-v1.ndjson');

  it('are all still read', () => {
    const lines = readFileSync(file, 'utf8').trim().split('\n');
    expect(lines.length).toBeGreaterThan(FACT_KIND_NAMES.length);
    for (const line of lines) {
      const payload = JSON.parse(line) as StoredPayload;
      expect({ type: payload.type, ...decodePayload(payload) }).toMatchObject({
        type: payload.type,
        ok: true,
      });
    }
  });

  it('cover every kind at its first version', () => {
    const types = new Set(
      readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as StoredPayload).type),
    );
    expect(FACT_KIND_NAMES.filter((kind) => !types.has(kind))).toEqual([]);
  });

  it.each([
    ['a newer version', { type: 'DeathRecorded', schemaVersion: 99, data: {} }, '/schemaVersion'],
    ['an unknown type', { type: 'Nonsense', schemaVersion: 1, data: {} }, '/type'],
    [
      'a payload that lost a field',
      { type: 'DeathRecorded', schemaVersion: 1, data: { factId: 'f' } },
      '/fact',
    ],
  ])('are never guessed: %s', (_what, payload, path) => {
    const decoded = decodePayload(payload);
    expect(decoded.ok ? [] : decoded.issues.map((issue) => issue.path)).toContain(path);
  });
});
