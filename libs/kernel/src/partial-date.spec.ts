import {
  boundsAfter,
  compareIntervals,
  dayText,
  intervalOf,
  isCalendarDuration,
  occurrenceBy,
  parsePartialDate,
  shiftInterval,
  type DayInterval,
} from './partial-date';

const moved = (date: string, duration: string): DayInterval | null =>
  shiftInterval(intervalOf(date), duration);

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
    expect(dayText(moved(date, duration)?.from ?? 0)).toBe(expected);
  });

  it.each([
    ['2024', 'P280000Y'],
    ['2024', '-P1974Y'],
    ['1900-01-01', '-P1D'],
    ['9999-12', 'P1D'],
    ['2024', 'P7976Y'],
    ['2024', `P${'9'.repeat(110)}M`],
    ['2024', `-P${'9'.repeat(110)}D`],
  ])('%s moved by %s leads to no day that a date can name', (date, duration) => {
    expect(moved(date, duration)).toBeNull();
    expect(boundsAfter(intervalOf(date), duration)).toBeNull();
  });

  it('is moved up to the last day that a date can name, and its bounds end there', () => {
    expect(moved('2024', 'P7975Y')).toEqual(intervalOf('9999'));
    expect(boundsAfter(intervalOf('2024'), 'P7975Y')?.to).toBe(intervalOf('9999').to);
    expect(boundsAfter(intervalOf('1901'), '-P1Y')?.from).toBe(intervalOf('1900').from);
  });

  it('is moved at both ends', () => {
    const { from, to } = moved('2014-05', 'P2W') ?? intervalOf('2014-05');
    expect([dayText(from), dayText(to)]).toEqual(['2014-05-15', '2014-06-14']);
  });

  it.each(['P', 'PT1H', '2 weeks', '', '-P'])('%s is no distance between days', (text) => {
    expect(isCalendarDuration(text)).toBe(false);
  });
});
