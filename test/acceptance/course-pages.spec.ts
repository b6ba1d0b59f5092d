import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  coursePage,
  coursesIndex,
  readCourses,
  type CourseNote,
  type DerivedPage,
} from '../../src/cli/course-pages';

const ROOT = process.cwd();
const FOLDER = join(ROOT, 'data/published-courses');
const files = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => join(FOLDER, name));
const notes = JSON.parse(readFileSync(join(ROOT, 'scripts/course-notes.json'), 'utf8')) as Record<
  string,
  CourseNote[]
>;

let dataDir: string;
let pages: readonly DerivedPage[];
beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-pages-'));
  pages = await readCourses(dataDir, files);
});
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));

describe('the pages of the published courses', () => {
  it('are what the software answers: run npm run docs:courses', () => {
    expect(pages).toHaveLength(4);
    for (const page of pages) {
      const written = readFileSync(join(ROOT, `docs/courses/${page.id}.md`), 'utf8');
      expect(coursePage(page, notes[page.id] ?? [])).toBe(written);
    }
    expect(coursesIndex(pages)).toBe(readFileSync(join(ROOT, 'docs/courses/README.md'), 'utf8'));
  });

  it('explain agreements and disagreements with what each paper reports', () => {
    for (const { id } of pages) {
      expect(notes[id]?.length).toBeGreaterThan(2);
      expect(notes[id]?.some(({ verdict }) => verdict === 'agrees')).toBe(true);
      expect(notes[id]?.some(({ verdict }) => verdict !== 'agrees')).toBe(true);
    }
  });

  it('state in their explanations the survival that the endpoints answer', () => {
    for (const { id, endpoints } of pages) {
      const survival = endpoints.endpoints.find(({ paramcd }) => paramcd === 'OS');
      expect(JSON.stringify(notes[id])).toContain(
        `OS ${survival?.aval} days (${survival?.avalRange?.from} to ${survival?.avalRange?.to})`,
      );
    }
  });

  it('never take a statement for a derived response: nothing measured, nothing derived by RECIST or RANO-BM', () => {
    for (const { status } of pages) {
      const measured = status.compartments.flatMap(({ criteria }) =>
        criteria.filter(({ criterion }) => criterion === 'RECIST_1_1' || criterion.startsWith('RANO_BM')),
      );
      for (const { timePoints } of measured)
        for (const { value } of timePoints) expect(['NE', 'UNKNOWN']).toContain(value);
    }
  });
});
