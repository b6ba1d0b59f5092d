import { factSchemaOf } from '@leptotrace/clinical';
import { fieldsOf } from './fields';
import { hasIssueIn, placeIssues, pointersOf } from './places';
import type { JsonSchema } from './schema';
import { blank, rowOf, type Members } from './state';

const fields = fieldsOf(factSchemaOf('CsfChemistryReported') as unknown as JsonSchema);
const form = { name: '', required: true, type: 'object' as const, fields };
const analyte = fields.find(({ name }) => name === 'analytes');
if (analyte?.type !== 'list') throw new Error('analytes are a list');

const state: Members = {
  ...(blank(form) as Members),
  analytes: [rowOf(blank(analyte.item)), rowOf(blank(analyte.item))],
};
const pointers = pointersOf(form, state, '/facts/1');
const issue = (path: string) => ({ path, message: 'm', mend: 'd' });

describe('issues', () => {
  it('are shown at the field of their path', () => {
    const placed = placeIssues(
      [issue('/facts/1/specimenId'), issue('/facts/1/analytes/1/analyte')],
      pointers,
    );
    expect([...placed.keys()]).toEqual(['/facts/1/specimenId', '/facts/1/analytes/1/analyte']);
  });

  it('of a part of a field are shown at the field', () => {
    const placed = placeIssues(
      [issue('/facts/1/analytes/0/result/unit'), issue('/facts/1/analytes/0/result/value')],
      pointers,
    );
    expect(placed.get('/facts/1/analytes/0/result')).toHaveLength(2);
  });

  it('of a row that is not there are shown at its list, of unknown fields at the fact', () => {
    const placed = placeIssues([issue('/facts/1/analytes/7/result'), issue('/facts/1/foo')], pointers);
    expect([...placed.keys()]).toEqual(['/facts/1/analytes', '/facts/1']);
  });

  it('of no field are shown on top', () => {
    expect([...placeIssues([issue('/facts/3/foo'), issue('')], pointers).keys()]).toEqual(['']);
  });

  it('open the fold that holds them', () => {
    const placed = placeIssues([issue('/facts/1/analytes/0/result/unit')], pointers);
    expect(hasIssueIn(placed, '/facts/1/analytes')).toBe(true);
    expect(hasIssueIn(placed, '/facts/1/analyte')).toBe(false);
    expect(hasIssueIn(placed, '/facts/1/specimenId')).toBe(false);
  });
});
