import { compartmentOfProcedure, compartmentOfRadiotherapy } from './treated-compartment';

describe('compartment of radiotherapy', () => {
  it.each([
    ['wbrt', 'whole brain', 'cns'],
    ['wbrt', 'not told', 'cns'],
    ['ha-wbrt', 'brain', 'cns'],
    ['photon-csi', 'spine', 'cns'],
    ['proton-csi', 'x', 'cns'],
    ['srs', 'left frontal lobe', 'cns'],
    ['srs', 'cavity of the left parietal resection', 'cns'],
    ['srs', 'brainstem', 'cns'],
    ['srs', 'pons', 'cns'],
    ['srs', 'fourth ventricle', 'cns'],
    ['srs', 'Kleinhirn links', 'cns'],
    ['srs', 'lésion cérébrale', 'cns'],
    ['srs', 'spinal cord at T5', 'cns'],
    ['srs', 'cauda equina L2-L4', 'cns'],
    ['involved-field', 'cerebellum', 'cns'],
    ['involved-field', 'spinal cord C3-C5', 'cns'],
    ['involved-field', 'meninges', 'cns'],
    ['not-stated', 'neuraxis (craniospinal)', 'cns'],
    ['not-stated', 'cranial (palliative)', 'cns'],
    ['not-stated', 'whole brain', 'cns'],
    ['srs', 'T5 vertebra', 'non-cns'],
    ['srs', 'T5', 'non-cns'],
    ['srs', 'skull base', 'non-cns'],
    ['srs', 'temporal bone', 'non-cns'],
    ['involved-field', 'extracranial lymph nodes', 'non-cns'],
    ['involved-field', 'scalp', 'non-cns'],
    ['involved-field', 'epidural mass', 'non-cns'],
    ['involved-field', 'right upper lobe', 'non-cns'],
    ['involved-field', 'Wirbelkörper L2', 'non-cns'],
    ['not-stated', 'right hemipelvis', 'non-cns'],
    ['not-stated', 'lung mass and mediastinal nodes', 'non-cns'],
    ['not-stated', 'thorax (adjuvant)', 'non-cns'],
    ['not-stated', 'hip', 'non-cns'],
    ['srs', 'brain and lung', 'both'],
    ['involved-field', 'left parietal lobe and T5 vertebra', 'both'],
    ['srs', 'lesion b1', 'undetermined'],
    ['involved-field', 'spine', 'undetermined'],
    ['not-stated', 'metastasis', 'undetermined'],
    ['srs', 'other', 'undetermined'],
  ] as const)('COMP-7.1-radiotherapy: %s of %s', (technique, target, expected) =>
    expect(compartmentOfRadiotherapy({ technique, target })).toBe(expected),
  );
});

describe('compartment of an operation', () => {
  it.each([
    ['resection', 'brain', undefined, 'cns'],
    ['resection', 'brain-parenchyma', undefined, 'cns'],
    ['resection', 'left occipital lobe', undefined, 'cns'],
    ['resection', undefined, 'craniotomy, left temporal metastasis', 'cns'],
    ['resection', 'adrenal', undefined, 'non-cns'],
    ['resection', 'left lower lobe', undefined, 'non-cns'],
    ['resection', undefined, undefined, 'undetermined'],
    ['resection', 'metastasis', 'of the cerebellum', 'cns'],
    ['vp-shunt', undefined, undefined, 'cns'],
  ] as const)('COMP-7.1-radiotherapy: %s %s %s', (procedure, site, description, expected) =>
    expect(
      compartmentOfProcedure({
        procedure,
        ...(site === undefined ? {} : { site }),
        ...(description === undefined ? {} : { description }),
      }),
    ).toBe(expected),
  );
});
