import { decisionBody, isComplete, type DecisionDraft } from './draft';

const DRAFT: DecisionDraft = {
  question: ' IT pemetrexed? ',
  decision: 'Yes',
  options: '',
  participants: '',
  followUpDue: '',
};

describe('a decision as it is typed', () => {
  it('is complete with a question and a decision, and a date that is one', () =>
    expect([
      isComplete(DRAFT),
      isComplete({ ...DRAFT, followUpDue: '2026-05' }),
      isComplete({ ...DRAFT, question: ' ' }),
      isComplete({ ...DRAFT, decision: '' }),
      isComplete({ ...DRAFT, followUpDue: 'May' }),
    ]).toEqual([true, true, false, false, false]));

  it('is pinned to what is on the screen, and leaves out what was left empty', () =>
    expect(decisionBody(DRAFT, '2026-01-05', 17)).toEqual({
      on: '2026-01-05',
      question: 'IT pemetrexed?',
      decision: 'Yes',
      asOf: 'r17',
    }));

  it('lists options by line and roles by comma, a Chinese one too', () =>
    expect(
      decisionBody(
        {
          ...DRAFT,
          options: 'add bevacizumab\n\n WBRT ',
          participants: '神经科，肿瘤科, nurse',
          followUpDue: '2026-03',
        },
        '2026-01-05',
        3,
      ),
    ).toMatchObject({
      options: ['add bevacizumab', 'WBRT'],
      participants: ['神经科', '肿瘤科', 'nurse'],
      followUpDue: '2026-03',
    }));
});
