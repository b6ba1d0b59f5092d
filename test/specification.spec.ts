import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_RULES } from '@leptotrace/derivation';
import { PARAMETERS, specificationOf, type ParameterName } from '@leptotrace/rules';

const FOLDER = join(process.cwd(), 'docs/specification');
const text = {
  criteria: readFileSync(join(FOLDER, 'criteria.md'), 'utf8'),
  'real-courses': readFileSync(join(FOLDER, 'real-courses.md'), 'utf8'),
};

/** Anchors that stand directly above a heading with the same number. */
const anchorsOf = (page: keyof typeof text): ReadonlySet<string> => {
  const found = text[page].matchAll(/^<a id="(r?)([\d.]+)"><\/a>\n\n#{2,3} ([\d.]+?)\.? /gm);
  return new Set([...found].filter(([, , id, number]) => id === number).map(([, r, id]) => `${r}${id}`));
};
const anchors = { criteria: anchorsOf('criteria'), 'real-courses': anchorsOf('real-courses') };

const isThere = (section: string): boolean => {
  const { page, anchor } = specificationOf(section);
  return anchors[page].has(anchor);
};

/** Defaults of the table in section 13, by name; a row may list several, parted by commas. */
const defaultsOf = (table: string): ReadonlyMap<string, string> => {
  const rows = table.matchAll(/^\| ([^|]+) \| ([^|]+) \| [^|]+ \|$/gm);
  return new Map(
    [...rows].flatMap(([, names = '', values = '']) => {
      const each = values.split(',').map((value) => value.trim());
      return names.split(',').map((name, index) => [name.trim(), each[index] ?? ''] as const);
    }),
  );
};

describe('the clinical specification and the rules', () => {
  it('every section heading has its anchor', () => {
    for (const page of ['criteria', 'real-courses'] as const) {
      const headings = text[page].match(/^#{2,3} \d/gm) ?? [];
      expect(anchors[page].size).toBe(headings.length);
    }
  });

  it.each(Object.entries(ALL_RULES).map(([id, { section }]) => [id, section] as const))(
    '%s names section %s, which is there',
    (_id, section) => expect(isThere(section)).toBe(true),
  );

  it('every parameter names a section that is there', () => {
    const lost = Object.entries(PARAMETERS).filter(([, { section }]) => !isThere(section));
    expect(lost.map(([name]) => name)).toEqual([]);
  });

  it('the defaults of section 13 are those of the default ruleset', () => {
    const table = text.criteria.slice(
      text.criteria.indexOf('<a id="13">'),
      text.criteria.indexOf('<a id="14">'),
    );
    const stated = [...defaultsOf(table)].filter(([name]) => name in PARAMETERS);
    expect(stated.length).toBeGreaterThan(25);
    const differing = stated.filter(
      ([name, value]) => String(PARAMETERS[name as ParameterName].preset) !== value,
    );
    expect(differing).toEqual([]);
  });
});
