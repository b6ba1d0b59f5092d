import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { assemble } from '@leptotrace/assessments';
import { subjectCourse } from '@leptotrace/derivation';
import { DEFAULTS } from '@leptotrace/rules';
import { start, study, viewOfFacts } from '../support/course';
import { byNewLesions } from './criterion.example';
import { timeToNextTherapy } from './endpoint.example';
import { decodeHeight } from './fact-kind.example';

const page = readFileSync(join(process.cwd(), 'CONTRIBUTING.md'), 'utf8').replace(/^ {2,}(?=\S)/gm, '');
const examples = ['fact-kind', 'criterion', 'endpoint'];

describe('the worked examples of CONTRIBUTING.md', () => {
  it.each(examples)('%s: the page shows the code that runs here', (name) => {
    const code = readFileSync(join(__dirname, `${name}.example.ts`), 'utf8').replace(/^ {2,}(?=\S)/gm, '');
    expect(page).toContain(code.trim());
  });

  const course = assemble(
    viewOfFacts(
      [
        start('rx', '2024-03-01'),
        study('a', '2024-04-01', 'chest'),
        study('b', '2024-06-01', 'chest', {
          newLesions: [{ lesionId: 'x', site: 'lung', equivocal: false }],
        }),
        start('next', '2024-07-01', 'lorlatinib'),
      ],
      '2024-12-31',
    ),
    'first-dose',
    DEFAULTS,
  );

  it('a kind of fact decodes, and refuses what it does not know', () => {
    const height = { kind: 'HeightMeasured', occurredOn: '2024-05', height: { value: 171, unit: 'cm' } };
    expect(decodeHeight(height).ok).toBe(true);
    expect(decodeHeight({ ...height, heigth: 1 }).ok).toBe(false);
    expect(decodeHeight({ ...height, height: { value: 171, unit: 'mg' } }).ok).toBe(false);
  });

  it('a criterion judges assembled time points', () => {
    const responses = byNewLesions(course.compartments?.['non-cns'] as never);
    expect(responses.map(({ value, why }) => [value, why.facts])).toEqual([
      ['SD', []],
      ['PD', ['b']],
    ]);
  });

  it('an endpoint counts from the origin', () => {
    const found = timeToNextTherapy(subjectCourse('p', course, null, DEFAULTS));
    expect(found).toMatchObject({ value: 'event', sums: { avalDays: 123 }, facts: ['rx', 'next'] });
  });
});
