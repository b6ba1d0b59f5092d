import type { WhatIfAnswer } from '@web/api/types';
import { changedGroups } from './preview';

const answer = (values: WhatIfAnswer['values']): WhatIfAnswer =>
  ({ values, unchanged: 3, notice: '' }) as unknown as WhatIfAnswer;

describe('what would change', () => {
  it('is grouped in reading order, with the parts that differ', () => {
    const groups = changedGroups(
      answer([
        {
          what: 'alteration EGFR p.Thr790Met',
          group: 'alteration',
          before: { value: null },
          after: { discordance: 'CSF_PRIVATE', clearance: null },
        },
        {
          what: 'endpoint CNSPFS',
          group: 'endpoint',
          before: { aval: 85, cnsr: 0, cause: 'CNS' },
          after: { aval: 57, cnsr: 0, cause: 'CNS' },
        },
      ]),
    );
    expect(groups.map(({ group }) => group)).toEqual(['endpoint', 'alteration']);
    expect(groups[0]?.values[0]).toEqual({
      what: 'endpoint CNSPFS',
      names: ['CNSPFS'],
      day: null,
      parts: [{ part: 'aval', before: 85, after: 57 }],
    });
    expect(groups[1]?.values[0]?.names).toEqual(['EGFR p.Thr790Met']);
    expect(groups[1]?.values[0]?.parts).toEqual([
      { part: 'discordance', before: null, after: 'CSF_PRIVATE' },
    ]);
  });

  it('names a response by criterion, compartment and day', () => {
    const [group] = changedGroups(
      answer([
        {
          what: 'response RANO_LM_2017 cns tp-2',
          group: 'response',
          before: { value: 'SD', date: '2024-05-01' },
          after: { value: 'PD', date: '2024-05-01' },
        },
      ]),
    );
    expect(group?.values[0]).toMatchObject({ names: ['RANO_LM_2017', 'cns'], day: '2024-05-01' });
  });

  it('is nothing when nothing differs', () => expect(changedGroups(answer([]))).toEqual([]));
});
