import { FACT_KIND_NAMES, factSchemaOf, type FactKind } from '@leptotrace/clinical';
import { sampleFact } from '../../../../test/support/sample-fact';
import { fieldsOf, type Field } from './fields';
import { bodyOf, payloadOf } from './payload';
import { foldsOf, USUAL } from './prominence';
import type { JsonSchema } from './schema';
import { blank, objectState, rowOf, type State } from './state';

const formOf = (kind: FactKind): readonly Field[] => {
  // As it is served: only what JSON holds.
  const schema = JSON.parse(JSON.stringify(factSchemaOf(kind))) as JsonSchema;
  return fieldsOf(schema);
};

const throughForm = (kind: FactKind, fact: unknown, language: string): unknown =>
  bodyOf(formOf(kind), objectState(formOf(kind), fact, language), { language, kind });

const field = (kind: FactKind, name: string): Field =>
  formOf(kind).find((each) => each.name === name) as Field;

describe('the form of a kind', () => {
  it.each(FACT_KIND_NAMES)('shows and sends %s as it is, in every language', (kind) => {
    const fact = sampleFact(kind);
    for (const language of ['en', 'de', 'zh-CN']) expect(throughForm(kind, fact, language)).toEqual(fact);
  });

  it.each(FACT_KIND_NAMES)('sends nothing of an untouched %s but what must be there', (kind) => {
    const fields = formOf(kind);
    const body = bodyOf(fields, blank({ name: '', required: true, type: 'object', fields }), {
      language: 'en',
      kind,
    });
    const required = fields.filter((each) => each.required).map(({ name }) => name);
    expect(Object.keys(body).filter((name) => name !== 'kind' && !required.includes(name))).toEqual([]);
  });

  it.each(FACT_KIND_NAMES)('shows every field of %s once', (kind) => {
    const fields = formOf(kind);
    const { first, more, common } = foldsOf(kind, fields, { agent: '' });
    expect([...first, ...more, ...common].map(({ name }) => name).sort()).toEqual(
      fields.map(({ name }) => name).sort(),
    );
    expect(fields.filter((each) => each.required && !first.includes(each))).toEqual([]);
  });

  it('knows only fields that the schemas have', () => {
    for (const [kind, names] of Object.entries(USUAL)) {
      const known = formOf(kind as FactKind).map(({ name }) => name);
      expect(names.filter((name) => !known.includes(name))).toEqual([]);
    }
  });

  it('asks for the name of an agent only when the vocabulary does not have it', () => {
    const names = (agent: string) =>
      foldsOf('TherapyStarted', formOf('TherapyStarted'), { agent }).first.map(({ name }) => name);
    expect(names('osimertinib')).not.toContain('anticancer');
    expect(names('other')).toEqual(expect.arrayContaining(['printedName', 'anticancer']));
  });

  it('reads what the schema marks', () => {
    expect(field('LumbarPuncturePerformed', 'openingPressure')).toMatchObject({
      type: 'quantity',
      units: ['cm[H2O]', 'mm[H2O]', 'mm[Hg]', 'kPa'],
      bounds: ['<', '<=', '>', '>='],
    });
    expect(field('LumbarPuncturePerformed', 'volume')).toMatchObject({ type: 'quantity', bounds: [] });
    expect(field('TherapyStopped', 'startId')).toMatchObject({
      type: 'reference',
      to: 'fact',
      kinds: ['TherapyStarted'],
    });
    expect(field('CsfCytologyReported', 'specimenId')).toMatchObject({ type: 'reference', to: 'specimen' });
    expect(field('MolecularReportIssued', 'panelGenes')).toMatchObject({ type: 'lines' });
    expect(field('ImagingStudyReported', 'regions')).toMatchObject({ type: 'codes', required: true });
  });
});

describe('what a field sends', () => {
  const pressure = field('LumbarPuncturePerformed', 'openingPressure');
  const typed = (value: string, unit = 'cm[H2O]'): State => ({ value, unit, bound: '' });

  it('is a number in the spelling of the language', () => {
    expect(payloadOf(pressure, typed('12,5'), 'de')).toEqual({ value: 12.5, unit: 'cm[H2O]' });
    expect(payloadOf(pressure, typed('12.5'), 'en')).toEqual({ value: 12.5, unit: 'cm[H2O]' });
  });

  it('is what was typed when that is no number, for the service to refuse at its place', () => {
    expect(payloadOf(pressure, typed('abc'), 'en')).toEqual({ value: 'abc', unit: 'cm[H2O]' });
    expect(payloadOf(pressure, typed('1,234'), 'en')).toEqual({ value: '1,234', unit: 'cm[H2O]' });
  });

  it('has no unit that nobody chose', () => {
    expect(payloadOf(pressure, typed('12', ''), 'en')).toEqual({ value: 12 });
    expect(blank(pressure)).toEqual({ value: '', unit: '', bound: '' });
    expect(blank(field('MolecularReportIssued', 'inputNg'))).toMatchObject({ unit: 'ng' });
    expect(
      payloadOf(field('MolecularReportIssued', 'inputNg'), { value: '', unit: 'ng' }, 'en'),
    ).toBeUndefined();
  });

  it('tells a range of dates from one', () => {
    const occurredOn = field('DeathRecorded', 'occurredOn');
    expect(payloadOf(occurredOn, { from: '2024-03', to: '' }, 'en')).toBe('2024-03');
    expect(payloadOf(occurredOn, { from: '2024', to: '2025' }, 'en')).toEqual({
      earliest: '2024',
      latest: '2025',
    });
    expect(payloadOf(occurredOn, { from: '', to: '' }, 'en')).toBeUndefined();
  });

  it('keeps not said, no and yes apart', () => {
    const present = field('SymptomRecorded', 'present');
    expect(['', 'false', 'true'].map((state) => payloadOf(present, state, 'en'))).toEqual([
      undefined,
      false,
      true,
    ]);
  });

  it('keeps an empty list apart from none', () => {
    const lesions = field('ImagingStudyReported', 'lesions');
    expect(payloadOf(lesions, '', 'en')).toBeUndefined();
    expect(payloadOf(lesions, [], 'en')).toEqual([]);
    expect(throughForm('ImagingStudyReported', { kind: 'ImagingStudyReported', lesions: [] }, 'en')).toEqual({
      kind: 'ImagingStudyReported',
      lesions: [],
    });
  });

  it('counts a blank row: issues name rows by their number', () => {
    const symptoms = field('SymptomRecorded', 'symptoms');
    expect(payloadOf(symptoms, [rowOf('headache'), rowOf('')], 'en')).toEqual(['headache', '']);
    const analytes = field('CsfChemistryReported', 'analytes');
    expect(payloadOf(analytes, blank(analytes), 'en')).toEqual([{}]);
  });

  it('keeps values of named fields that are no texts', () => {
    const fact = {
      kind: 'OtherFactRecorded',
      label: 'x',
      fields: { text: 'true', number: 3, list: [1, { a: null }], flag: false },
    };
    expect(throughForm('OtherFactRecorded', fact, 'de')).toEqual(fact);
  });
});
