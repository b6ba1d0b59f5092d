import { zoneOf, type Zone } from '@leptotrace/kernel';
import { contact, logOf, recorded, registered } from '../../../test/support/given';
import { parseKnowledgeCut, revisionAt, type KnowledgeCut } from './knowledge';

const SHANGHAI = zoneOf('Asia/Shanghai') as Zone;
const LOG = logOf(
  [
    registered,
    recorded('a', contact('2024-03-01')),
    recorded('b', contact('2024-03-02')),
    recorded('c', contact('2024-03-03')),
  ],
  [
    '2024-03-01T10:00:00.000Z',
    '2024-03-04T15:59:59.999Z',
    '2024-03-04T16:00:00.000Z',
    '2024-03-05T00:00:00.000Z',
  ],
);
const at = (text: string | undefined, zone?: Zone): number =>
  revisionAt(LOG, parseKnowledgeCut(text, zone) as KnowledgeCut);

describe('a state of knowledge', () => {
  it.each([
    ['left out', undefined, 3],
    ['the head', 'head', 3],
    ['the first revision', 'r0', 0],
    ['a revision', 'r2', 2],
    ['a revision that is not there yet: the head', 'r17', 3],
    ['the instant of a recording', '2024-03-04T16:00:00.000Z', 2],
    ['a millisecond before it', '2024-03-04T15:59:59.999Z', 1],
    ['the same instant in another offset', '2024-03-05T00:00:00+08:00', 2],
    ['before anything was recorded', '2024-02-29T00:00:00Z', -1],
    ['a date: the end of its day', '2024-03-04', 2],
    ['the day before anything was recorded', '2024-02-29', -1],
    ['a month: the end of its last day', '2024-03', 3],
    ['a year', '2023', -1],
  ])('%s', (_what, text, revision) => {
    expect(at(text)).toBe(revision);
  });

  it('by a date ends with the day of the place of care', () => {
    expect(at('2024-03-04', SHANGHAI)).toBe(1);
    expect(at('2024-03-05', SHANGHAI)).toBe(3);
  });

  it.each([
    '',
    'R2',
    'r',
    'r-1',
    'r1.5',
    'r1234567890',
    'yesterday',
    '2024-02-30',
    '2024-03-04T16:00:00',
    'latest',
  ])('is not told by %j', (text) => {
    expect(parseKnowledgeCut(text)).toBeNull();
  });
});
