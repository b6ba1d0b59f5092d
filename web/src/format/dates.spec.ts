import { dateText, daysText, instantText, occurredText } from './dates';
import { noteZone, siteZone } from './zone';

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

describe('instants', () => {
  const LATE = '2026-11-28T16:30:00.000Z';
  afterEach(() => noteZone({ zone: 'UTC' }));

  it.each([
    ['UTC', '28 Nov 2026, 16:30 UTC'],
    ['Asia/Shanghai', '29 Nov 2026, 00:30 Asia/Shanghai'],
    ['America/New_York', '28 Nov 2026, 11:30 America/New_York'],
    ['Asia/Kolkata', '28 Nov 2026, 22:00 Asia/Kolkata'],
  ])('are shown in the zone that the service names: %s', (zone, shown) => {
    noteZone({ patients: [], zone });
    expect(instantText(LATE, 'en-GB')).toBe(shown);
  });

  it.each(['de', 'zh-CN'])('name the zone in %s', (language) => {
    noteZone({ zone: 'Asia/Shanghai' });
    expect(instantText(LATE, language)).toMatch(/29.*00:30 Asia\/Shanghai$/);
  });

  it.each([[null], ['Asia/Shanghai'], [{ zone: 8 }], [{ patients: [] }]])(
    'keep their zone when %j says none',
    (answer) => {
      noteZone({ zone: 'Europe/Berlin' });
      noteZone(answer);
      expect(siteZone()).toBe('Europe/Berlin');
    },
  );

  it('are in UTC, and say so, where the browser does not know the zone', () => {
    noteZone({ zone: 'Europe/Berlin' });
    noteZone({ zone: 'Mars/Olympus' });
    expect(instantText(LATE, 'en-GB')).toBe('28 Nov 2026, 16:30 UTC');
  });
});
