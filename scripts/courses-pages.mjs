// Writes docs/courses/: each published course as derived, beside what the paper itself reports. The
// sentences that explain agreements and disagreements are in scripts/course-notes.json; a test holds the
// pages to what the software answers.
import { createRequire } from 'node:module';
import { mkdtempSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('..', import.meta.url));
const { coursePage, coursesIndex, readCourses } = require('../dist/src/cli/course-pages.js');

const folder = join(root, 'data', 'published-courses');
const files = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => join(folder, name));
const notes = JSON.parse(readFileSync(join(root, 'scripts', 'course-notes.json'), 'utf8'));
const dataDir = mkdtempSync(join(tmpdir(), 'leptotrace-courses-'));
const out = join(root, 'docs', 'courses');
mkdirSync(out, { recursive: true });
try {
  const courses = await readCourses(dataDir, files);
  for (const course of courses)
    writeFileSync(join(out, `${course.id}.md`), coursePage(course, notes[course.id] ?? []));
  writeFileSync(join(out, 'README.md'), coursesIndex(courses));
} finally {
  rmSync(dataDir, { recursive: true, force: true });
}
