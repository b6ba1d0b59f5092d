import fc from 'fast-check';
import { DEEPEST, readJson } from './read-json';

const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
const issue = (text: string) => {
  const read = readJson(text);
  return read.ok ? null : read.issues[0];
};

describe('JSON from outside', () => {
  it('is read as it stands there, whatever white space, escapes and colons it holds', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), fc.constantFrom('', ' ', '\t'), (value, space) => {
        const text = JSON.stringify(value, null, space);
        const mayBeRefused = /e\+|\d{16}|__proto__/.test(text);
        if (!mayBeRefused) expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
      { numRuns: 500 },
    );
    for (const tricky of ['{"a\\":":"b\\\\" , "b" \n: {":":"\\":"}}', '"a:"', '{"":{"":[]}}', ' [ ] '])
      expect(readJson(tricky)).toEqual({ ok: true, value: JSON.parse(tricky) });
  });

  it.each([
    ['{"a":1,"a":1}', '/a'],
    ['{"a":[{},{"b":{"c":1,"d":{"c":2},"c":{}}}]}', '/a/1/b/c'],
    ['[[1,2],[{"x":[1,{}],"y":"x","x":0}]]', '/1/0/x'],
    ['{"caf\\u00e9":1,"café":2}', '/café'],
    ['{"a/b~":1,"c":{"a/b~":1},"a/b~":2}', '/a~1b~0'],
    ['{"\\"":1,"a":"\\\\","\\"":2}', '/"'],
  ])('%s has a name twice', (text, path) => {
    expect(issue(text)).toMatchObject({ path, message: 'a name that is there twice' });
  });

  it('a name put in twice anywhere is found, and nothing else is', () => {
    const value = fc.object({
      maxDepth: 4,
      key: fc.string({ maxLength: 4 }),
      values: [fc.string(), fc.boolean()],
    });
    fc.assert(
      fc.property(value, (object) => {
        const text = JSON.stringify({ before: object, it: 1 });
        const twice = text.replace(/"it":1\}$/, '"it":1,"it":{}}');
        expect(issue(twice)?.path).toBe('/it');
      }),
    );
  });

  it.each([
    ['[1,{"a":9007199254740992}]', '/1/a'],
    ['{"a":-9007199254740993}', '/a'],
    ['{"a":{"b":1e400}}', '/a/b'],
    ['-1e400', ''],
  ])('%s holds a number that would become another', (text, path) => {
    expect(issue(text)).toMatchObject({ path, message: 'a number that cannot be kept exactly' });
  });

  it('numbers on the near side of the bound, small ones and decimals are taken', () => {
    for (const text of [
      '9007199254740991',
      '-9007199254740991',
      '0.1',
      '1e-7',
      '1e15',
      '0.30000000000000004',
    ])
      expect(readJson(text)).toEqual({ ok: true, value: Number(text) });
  });

  it('is taken at the deepest level, and refused one below it and 500,000 below it', () => {
    expect(readJson(nested(DEEPEST)).ok).toBe(true);
    expect(issue(nested(DEEPEST + 1))).toMatchObject({ path: '/0'.repeat(DEEPEST) });
    expect(issue(nested(500_000))?.path).toBe('/0'.repeat(DEEPEST));
    expect(readJson(nested(5), 4).ok).toBe(false);
  });

  it('a text that is none is told without what stands in it', () => {
    const read = readJson('{"note":"the patient says x}');
    expect(read).toMatchObject({ ok: false, isJson: false });
    expect(JSON.stringify(read)).not.toContain('patient');
    expect(issue('')).toMatchObject({ path: '' });
  });

  it('has no member that an object inherits from', () => {
    expect(issue('{"a":{"__proto__":{"x":1}}}')).toMatchObject({ path: '/a/__proto__' });
  });
});
