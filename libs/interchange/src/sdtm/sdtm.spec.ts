import { readSource } from '../read-source';
import { readRecords } from './records';
import { looksLikeSdtm } from './sections';
import { categoryOf, modalityOf, regionOf, routeOf, siteOf, whenOf } from './vocabulary';

const HEAD = 'STUDYID,DOMAIN,USUBJID';

describe('records', () => {
  it('is told from other formats by its header', () => {
    expect(looksLikeSdtm(`${HEAD},TRSEQ\nX,TR,S1,1`)).toBe(true);
    expect(looksLikeSdtm('{"format":"leptotrace/1"}')).toBe(false);
    expect(looksLikeSdtm('a,b\n1,2')).toBe(false);
  });

  it('reads sections under their own headers, quotes and empty cells', () => {
    const { records } = readRecords(`${HEAD},TULOC\nX,TU,S1,"LOBE, FRONTAL"\n${HEAD},DMX,AGE\nX,DM,S1,,58\n`);
    expect(
      records.map(({ domain, cells }) => [domain, cells['TULOC'], cells['AGE'], 'DMX' in cells]),
    ).toEqual([
      ['TU', 'LOBE, FRONTAL', undefined, false],
      ['DM', undefined, '58', false],
    ]);
  });

  it('takes a row that is there twice once', () => {
    expect(readRecords(`${HEAD},AGE\nX,DM,S1,58\nX,DM,S1,58\n`).records).toHaveLength(1);
  });

  it.each([
    ['more cells than columns', `${HEAD}\nX,DM,S1,7\n`, 'cells under'],
    ['no subject', `${HEAD}\nX,DM,\n`, 'is empty'],
    ['a quote that never ends', `${HEAD}\nX,DM,"S1\n`, 'uote'],
  ])('names %s', (_name, text, message) => {
    expect(readRecords(text).issues[0]?.message).toContain(message);
  });
});

describe('words', () => {
  it.each([
    ['BRAIN', 'brain-parenchyma', 'brain'],
    ['LOBE, FRONTAL', 'brain-parenchyma', 'brain'],
    ['CEREBELLUM', 'cerebellum', 'brain'],
    ['LEPTOMENINGES', 'leptomeninges', 'neuraxis'],
    ['SPINAL CORD', 'spinal-cord', 'spine'],
    ['LYMPH NODE, MEDIASTINAL', 'lymph-node', 'other'],
    ['LUNG, LEFT', 'lung', 'chest'],
    ['ADRENAL GLAND', 'adrenal', 'abdomen'],
    ['BONE', 'bone', 'skeleton'],
    ['SOMEWHERE', 'other', 'other'],
  ])('%s is %s, seen on %s', (location, site, region) => {
    expect(siteOf(location)).toBe(site);
    expect(regionOf(siteOf(location))).toBe(region);
  });

  it.each([
    ['MRI', 'mri'],
    ['CT SCAN', 'ct'],
    ['PET/CT SCAN', 'pet-ct'],
    ['FDG-PET', 'pet'],
    ['X-RAY', 'x-ray'],
    [undefined, 'other'],
  ])('%s is %s', (method, modality) => expect(modalityOf(method)).toBe(modality));

  it.each([
    ['NON-CR/NON-PD', 'NON_CR_NON_PD'],
    ['Partial Response', 'PR'],
    ['iUPD', 'OTHER'],
  ])('%s is %s', (result, category) => expect(categoryOf(result)).toBe(category));

  it('dates go as far as they are known', () => {
    expect(whenOf('2024')).toEqual({ occurredOn: '2024' });
    expect(whenOf('2024-05-03T10:15')).toEqual({ occurredOn: '2024-05-03', timeOfDay: '10:15' });
    expect(whenOf('2024-13')).toBeNull();
    expect(whenOf(undefined)).toBeNull();
  });

  it('a route that is not known is other, and one not said is not stated', () => {
    expect([routeOf('ORAL'), routeOf('NASAL'), routeOf(undefined)]).toEqual(['oral', 'other', 'not-stated']);
  });
});

describe('a subject', () => {
  const rows = (text: string) => readSource(text).patients[0];

  it('without any date is refused: nothing could be placed', () => {
    expect(rows(`${HEAD},AGE\nX,DM,S1,58\n`)?.issues[0]?.message).toContain('no date');
  });

  const facts = (text: string) =>
    (rows(text)?.rows ?? []).flatMap(({ statements }) =>
      statements.flatMap((each) => ('fact' in each ? [each.fact] : [])),
    );

  it('has the readings of each reader side by side, and says of each record whether it was adopted', () => {
    const head = `${HEAD},TUSEQ,TULNKID,TUSTRESC,TULOC,TUEVAL,TUACPTFL,TUDTC,VISIT`;
    const found = facts(
      `${head}\nX,TU,S1,1,A1,TARGET,LIVER,INVESTIGATOR,,2024-01-01,W1\nX,TU,S1,2,B1,NEW,LIVER,INDEPENDENT ASSESSOR,Y,2024-01-01,W1\n` +
        'X,TU,S1,3,A2,TARGET,LIVER,INVESTIGATOR,,2024-03-01,W8\n',
    );
    expect(found).toMatchObject([
      { reader: 'INDEPENDENT ASSESSOR', accepted: true, newLesions: [{ lesionId: 'B1' }] },
      { reader: 'INVESTIGATOR', accepted: false },
      { reader: 'INVESTIGATOR', visit: 'W8' },
    ]);
    expect(found[2]).not.toHaveProperty('accepted');
  });

  it.each([
    ['RECIST 1.1', undefined, 'non-cns'],
    ['RANO-BM', undefined, 'cns'],
    ['RECIST 1.1', 'INTRACRANIAL', 'cns'],
    ['mRECIST', 'EXTRACRANIAL', 'non-cns'],
    ['LUGANO', undefined, 'not-stated'],
  ])('a response by %s %s is about %s', (category, sub, compartment) => {
    const found = rows(
      `${HEAD},RSTESTCD,RSCAT,RSSCAT,RSSTRESC,RSDTC\nX,RS,S1,OVRLRESP,${category},${sub ?? ''},PR,2024-05-01\n`,
    );
    expect(JSON.stringify(found?.rows)).toContain(`"compartment":"${compartment}"`);
  });
});
