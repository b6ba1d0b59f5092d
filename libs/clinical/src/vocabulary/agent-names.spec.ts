import { drugKeyOf, findAgent, isAnticancer, steroidOf } from './agent-names';

const other = (printedName: string, anticancer?: boolean) => ({
  agent: 'other' as const,
  printedName,
  anticancer,
});

describe('names of drugs', () => {
  it.each([
    ['Tagrisso', 'osimertinib'],
    ['osimertinib mesylate', 'osimertinib'],
    ['Osimertinib (Tagrisso®) 80 mg', 'osimertinib'],
    ['AZD9291', 'osimertinib'],
    ['gefitinib tablets', 'gefitinib'],
    ['afatinib dimaleate', 'afatinib'],
    ['erlotinib HCl', 'erlotinib'],
    ['Alimta', 'pemetrexed'],
    ['pemetrexed disodium', 'pemetrexed'],
    ['bevacizumab-awwb', 'bevacizumab'],
    ['fam-trastuzumab deruxtecan-nxki', 'trastuzumab-deruxtecan'],
    ['Abraxane', 'nab-paclitaxel'],
    ['paclitaxel', 'paclitaxel'],
    ['Methotrexat', 'methotrexate'],
    ['Dexamethason', 'dexamethasone'],
    ['dexametasona', 'dexamethasone'],
    ['Dexamethasone sodium phosphate', 'dexamethasone'],
    ['Decadron', 'dexamethasone'],
    ['Fortecortin 8 mg', 'dexamethasone'],
    ['Medrol', 'methylprednisolone'],
    ['methylprednisolone sodium succinate', 'methylprednisolone'],
    ['prednisolona', 'prednisolone'],
    ['Decortin H', 'prednisolone'],
    ['Hydrocortison', 'hydrocortisone'],
    ['betamethasone', 'betamethasone'],
  ])('LINE-R3-same-drug: %s', (name, expected) => expect(findAgent(name)).toBe(expected));

  it.each(['carboplatin + pemetrexed', 'olaparib', '', 'dexamethasone (or prednisolone)', 'TKI'])(
    'LINE-R3-same-drug: %p is no one drug of the vocabulary',
    (name) => expect(findAgent(name)).toBeNull(),
  );

  it.each(['placebo', 'study drug', 'blinded treatment', 'chemotherapy', 'targeted therapy', 'unknown', '?'])(
    'LINE-R3-same-drug: %s is never the same drug',
    (name) => expect(drugKeyOf(other(name, true))).toBeNull(),
  );

  it('LINE-R3-same-drug: a drug that the vocabulary does not have is itself, whatever its salt', () => {
    expect(drugKeyOf(other('Olaparib', true))).toBe('olaparib');
    expect(drugKeyOf(other('olaparib tablets', true))).toBe('olaparib');
  });

  it('LINE-11-not-anticancer: of a name that is read the vocabulary decides', () => {
    expect(isAnticancer(other('Decadron', true))).toBe(false);
    expect(isAnticancer(other('Tagrisso', false))).toBe(true);
    expect(isAnticancer(other('olaparib', true))).toBe(true);
    expect(isAnticancer(other('tea'))).toBe(false);
  });
});

describe('corticosteroids by any name', () => {
  it.each([
    'Decadron',
    'Medrol',
    'prednisolone',
    'methylprednisolone acetate',
    'Solu-Cortef',
    'betamethasone',
    'corticosteroids',
    'steroid',
    'steroids',
    'Kortison',
  ])('STEROID-R3-unread: %s is one', (name) => expect(steroidOf(other(name, false))).toBe('steroid'));

  it.each(['cortivazol', 'prednylidene', 'budesonide', 'xqz-7', 'D***', 'med from home', 'supportive care'])(
    'STEROID-R3-unread: %s might be one',
    (name) => expect(steroidOf(other(name, false))).toBe('unknown'),
  );

  it.each([
    ['pantoprazole', false],
    ['levetiracetam', false],
    ['metamizole', false],
    ['heparin', false],
    ['olaparib', true],
    ['study drug', true],
  ])('STEROID-R3-unread: %s is none', (name, anticancer) =>
    expect(steroidOf(other(name, anticancer))).toBe('none'),
  );
});
