import { DEFAULTS } from '@leptotrace/rules';
import { type EanoEsmoInputs } from '../lm-model';
import { classifyEanoEsmo, type EanoEsmoClassification } from './eano-esmo';

const classify = (given: Partial<EanoEsmoInputs>): EanoEsmoClassification =>
  classifyEanoEsmo(
    {
      day: 100,
      stated: null,
      factIds: ['dx'],
      clinical: 'typical',
      mri: 'linear',
      cytology: 'negative',
      biopsy: null,
      punctures: 2,
      brainSurgeryDay: null,
      csfDay: 100,
      ...given,
    },
    DEFAULTS,
  );
const said = ({ type, certainty }: EanoEsmoClassification): string => `${type} ${certainty}`;

const LETTERS = [
  ['A', 'linear'],
  ['B', 'nodular'],
  ['C', 'linear-and-nodular'],
  ['D', 'hydrocephalus-only'],
  ['D', 'normal-or-equivocal'],
] as const;

describe('EANO-ESMO', () => {
  it.each(LETTERS)('EANO-5-1, EANO-5-letter: I%s with %s, confirmed', (letter, mri) => {
    expect(said(classify({ mri, cytology: 'positive', clinical: 'normal' }))).toBe(`I${letter} confirmed`);
    expect(said(classify({ mri, biopsy: 'positive' }))).toBe(`I${letter} confirmed`);
  });

  it.each(LETTERS)('EANO-5-2: II%s with %s where cytology is not positive', (letter, mri) => {
    expect(classify({ mri }).type).toBe(`II${letter}`);
  });

  it.each(LETTERS.slice(0, 3))('EANO-5-3: II%s (%s) with typical signs is probable', (letter, mri) => {
    expect(said(classify({ mri }))).toBe(`II${letter} probable`);
  });

  it.each(
    LETTERS.slice(0, 3).flatMap(([letter, mri]) =>
      (['atypical-only', 'normal', null] as const).map((clinical) => [letter, mri, clinical] as const),
    ),
  )('EANO-5-4: II%s (%s) with %s signs is possible', (letter, mri, clinical) =>
    expect(said(classify({ mri, clinical }))).toBe(`II${letter} possible`),
  );

  it('EANO-5-5: IID with typical signs is possible', () => {
    expect(said(classify({ mri: 'normal-or-equivocal' }))).toBe('IID possible');
  });

  it('EANO-5-6: IID without typical signs lacks evidence', () => {
    expect(said(classify({ mri: 'hydrocephalus-only', clinical: 'atypical-only' }))).toBe(
      'IID lack-of-evidence',
    );
  });

  it.each([null, 'not-done'] as const)('EANO-5-mri-not-done: %s leaves the letter open', (mri) => {
    expect(said(classify({ mri, cytology: 'positive' }))).toBe('I? confirmed');
    expect(said(classify({ mri }))).toBe('NE NE');
  });

  it('EANO-5-equivocal: never type I', () => {
    expect(said(classify({ cytology: 'equivocal' }))).toBe('IIA probable');
  });

  it.each([null, 'not-done'] as const)(
    'EANO-5-cytology-not-done: %s is not positive, flagged',
    (cytology) => {
      expect(classify({ cytology, punctures: 0 })).toMatchObject({
        type: 'IIA',
        flags: ['CYTOLOGY_NOT_DONE'],
      });
    },
  );

  it.each([
    ['negative', 1, true],
    ['equivocal', 1, true],
    ['negative', 2, false],
    ['positive', 1, false],
  ] as const)('EANO-5-repeat: %s after %i punctures', (cytology, punctures, flagged) => {
    expect(classify({ cytology, punctures }).flags.includes('REPEAT_LP')).toBe(flagged);
  });

  it.each([
    [86, true],
    [85, false],
    [101, false],
  ])('EANO-5-surgery: brain surgery on day %i, sample on day 100', (brainSurgeryDay, flagged) => {
    const found = classify({ brainSurgeryDay, cytology: 'positive' });
    expect(found.flags.includes('CSF_WITHIN_14D_OF_SURGERY')).toBe(flagged);
    expect(found.type).toBe('IA');
  });

  it('EANO-5-new-classification: the answer is of its own day and names its facts', () => {
    expect(classify({ day: 130, factIds: ['dx', 'csf2'], cytology: 'positive' }).why).toMatchObject({
      day: 130,
      facts: ['dx', 'csf2'],
    });
  });
});
