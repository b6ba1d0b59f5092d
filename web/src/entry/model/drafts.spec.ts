import { factSchemaOf, type FactKind } from '@leptotrace/clinical';
import { changed, draftedSpecimens, newDraft, newSpecimenId, without, type Draft } from './drafts';
import { fieldsOf } from './fields';
import type { JsonSchema } from './schema';

const add = (kind: FactKind, all: readonly Draft[] = [], taken: readonly string[] = []): Draft =>
  newDraft(kind, fieldsOf(factSchemaOf(kind) as unknown as JsonSchema), { all, taken });

describe('drafts', () => {
  it('names a new specimen as no other of the patient', () => {
    expect(newSpecimenId('LumbarPuncturePerformed', ['lp-1', 'lp-3'])).toBe('lp-2');
    expect(add('LumbarPuncturePerformed', [], ['lp-1']).state['specimenId']).toBe('lp-2');
    const first = add('LumbarPuncturePerformed');
    expect(add('LumbarPuncturePerformed', [first]).state['specimenId']).toBe('lp-2');
  });

  it('gives a result the sample and the day of the draft before', () => {
    const puncture = add('LumbarPuncturePerformed');
    const dated = { ...puncture, state: { ...puncture.state, occurredOn: { from: '2024-03-01', to: '' } } };
    const cytology = add('CsfCytologyReported', [dated]);
    expect(cytology.state).toMatchObject({
      specimenId: 'lp-1',
      occurredOn: { from: '2024-03-01', to: '' },
      result: '',
    });
    expect(draftedSpecimens([dated, cytology])).toEqual(['lp-1']);
  });

  it('carries nothing into a first draft', () => {
    expect(add('CsfCytologyReported').state).toMatchObject({
      specimenId: '',
      occurredOn: { from: '', to: '' },
    });
  });

  it('are changed and left out one by one', () => {
    const [a, b] = [add('DeathRecorded'), add('ContactRecorded')];
    const all = changed([a, b], b.key, { ...b.state, status: 'alive' });
    expect(all.map(({ state }) => state['status'])).toEqual([undefined, 'alive']);
    expect(without(all, a.key).map(({ key }) => key)).toEqual([b.key]);
  });
});
