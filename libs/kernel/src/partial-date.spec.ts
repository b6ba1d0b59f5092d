import {
  compareIntervals,
  dayText,
  intervalOf,
  isCalendarDuration,
  occurrenceBy,
  parsePartialDate,
  shiftInterval,
} from './partial-date';

const days = (text: string): string => {
  const interval = parsePartialDate(text);
  return interval ? `${dayText(interval.from)}..${dayText(interval.to)}` : 'none';
};

describe('a partial date', () => {
  it.each([
    ['2024', '2024-01-01..2024-12-31'],
    ['2024-02', '2024-02-01..2024-02-29'],
    ['2023-02', '2023-02-01..2023-02-28'],
    ['2024-02-29', '2024-02-29..2024-02-29'],
    ['2023-02-29', 'none'],
    ['2024-00', 'none'],
    ['2024-13', 'none'],
    ['2024-01-00', 'none'],
    ['2024-04-31', 'none'],
    ['1899', 'none'],
    ['24-01-01', 'none'],
    ['2024-1-1', 'none'],
    ['2024-01-01T00:00:00Z', 'none'],
    ['', 'none'],
  ])('%s means %s', (text, expected) => {
    expect(days(text)).toBe(expected);
  });

  it.each([
    ['2024-05', '2024-06', 'before'],
    ['2024-06', '2024-05', 'after'],
    ['2024-05-03', '2024-05-03', 'same'],
    ['2024-05', '2024-05', 'overlaps'],
    ['2024', '2024-05-03', 'overlaps'],
  ])('%s against %s is %s', (a, b, expected) => {
    expect(compareIntervals(intervalOf(a), intervalOf(b))).toBe(expected);
  });

  it.each([
    ['2024-05-03', '2024-05-03', 'known'],
    ['2024-05-04', '2024-05-03', 'later'],
    ['2024-05', '2024-05-31', 'known'],
    ['2024-05', '2024-05-30', 'undetermined'],
    ['2024-05', '2024-04-30', 'later'],
    ['2024-05-01', '2024-05', 'known'],
    ['2024-05-02', '2024-05', 'undetermined'],
  ])('%s seen from %s is %s', (fact, on, expected) => {
    expect(occurrenceBy(intervalOf(fact), intervalOf(on))).toBe(expected);
  });

  it.each([
    ['2024-01-31', 'P1M', '2024-02-29'],
    ['2023-01-31', 'P1M', '2023-02-28'],
    ['2024-03-31', '-P1M', '2024-02-29'],
    ['2024-01-01', 'P2W', '2024-01-15'],
    ['2024-02-29', 'P1Y', '2025-02-28'],
    ['2024-01-10', '-P10D', '2023-12-31'],
  ])('%s moved by %s is %s', (date, duration, expected) => {
    expect(dayText(shiftInterval(intervalOf(date), duration).from)).toBe(expected);
  });

  it('is moved at both ends', () => {
    const { from, to } = shiftInterval(intervalOf('2014-05'), 'P2W');
    expect([dayText(from), dayText(to)]).toEqual(['2014-05-15', '2014-06-14']);
  });

  it.each(['P', 'PT1H', '2 weeks', '', '-P'])('%s is no distance between days', (text) => {
    expect(isCalendarDuration(text)).toBe(false);
  });
});
