import { failedOf, insteadOf, type Asked } from './stand';

const answered: Asked = { data: {}, isError: false };
const open: Asked = { data: undefined, isError: false };
const failed: Asked = { data: undefined, isError: true };

describe('a comparison without rows', () => {
  it('says that it is asking until both answers are there, and then that nothing differs', () => {
    expect(insteadOf(0, [answered, open])).toBe('asking');
    expect(insteadOf(0, [answered, answered])).toBe('none');
  });

  it('does not say that it is asking where an answer failed', () => {
    expect(insteadOf(0, [failed, answered])).toBeNull();
    expect(insteadOf(0, [open, failed])).toBeNull();
  });
});

describe('a fault of the comparison', () => {
  it('is shown beside the rows that are there', () => {
    expect(failedOf([answered, failed])).toEqual([failed]);
    expect(insteadOf(3, [answered, failed])).toBeNull();
  });

  it('is none while it is asked', () => expect(failedOf([answered, open])).toEqual([]));
});
