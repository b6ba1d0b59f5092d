import { dateText, daysText, occurredText } from './dates';

describe('dates as they are known', () => {
  it.each([
    ['2015', '2015'],
    ['2015-10', 'Oct 2015'],
    ['2015-10-31', '31 Oct 2015'],
    ['not a date', 'not a date'],
  ])('says %s as precisely as it is', (text, shown) => {
    expect(dateText(text, 'en-GB')).toBe(shown);
  });

  it.each([
    ['2015-10-31', '2015-10-31', '31 Oct 2015'],
    ['2015-10-01', '2015-10-31', 'Oct 2015'],
    ['2016-02-01', '2016-02-29', 'Feb 2016'],
    ['2015-02-01', '2015-02-27', '1 Feb 2015 – 27 Feb 2015'],
    ['2015-01-01', '2015-12-31', '2015'],
    ['2015-01-02', '2015-12-31', '2 Jan 2015 – 31 Dec 2015'],
    ['2014-09-01', '2014-10-31', '1 Sept 2014 – 31 Oct 2014'],
  ])('says days from %s to %s as briefly as they can be', (from, to, shown) => {
    expect(daysText({ from, to }, 'en-GB')).toBe(shown);
  });

  it('says both ends of a date that lies between two', () => {
    expect(occurredText({ earliest: '2015-03', latest: '2016-02' }, 'en-GB')).toBe('Mar 2015 – Feb 2016');
    expect(occurredText(undefined, 'en-GB')).toBe('');
  });
});
