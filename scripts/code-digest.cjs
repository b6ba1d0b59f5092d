// One digest of all code that decides an answer: SHA-256 over the paths and texts of the sources that are
// reached from the derivation, the answers and the rows, and the packages that they use with their versions.
// Paths are sorted and ends of lines are LF, so that every checkout gives the same. The build writes it beside
// what it makes; Jest and run-ts.cjs put it into the environment, for sources that run as they are.
const { createHash } = require('node:crypto');
const { existsSync, readdirSync, readFileSync, statSync } = require('node:fs');
const { dirname, join, relative, sep } = require('node:path');

/** Where `src/derivations/code-digest.ts` finds it when nothing was built. */
const VARIABLE = 'LEPTOTRACE_CODE_DIGEST';

const ROOTS = /^src\/(?!webhooks\/).*(\.answer|\.projection|\.row)\.ts$/;
const ALWAYS = ['libs/derivation/src/index.ts', 'src/derivations/derivations.ts', 'src/replay/replays.ts'];

/** Types decide nothing: what is only imported as a type is not followed. */
const IMPORTS = /^\s*(?:import|export)\s+(?!type\b)(?:[^'";]*?\sfrom\s+)?['"]([^'"]+)['"]/gm;

const posix = (path) => path.split(sep).join('/');

const filesUnder = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesUnder(join(folder, entry.name)) : [join(folder, entry.name)],
  );

const rootsOf = (root) => [
  ...ALWAYS,
  ...filesUnder(join(root, 'src'))
    .map((file) => posix(relative(root, file)))
    .filter((path) => ROOTS.test(path)),
];

const OWN = /^@leptotrace\/([^/]+)(?:\/(.*))?$/;

/** A file of this repository, or a package by its name. */
const targetOf = (root, from, request) => {
  const own = OWN.exec(request);
  if (!own && !request.startsWith('.')) {
    const parts = request.split('/');
    return { package: parts.slice(0, request.startsWith('@') ? 2 : 1).join('/') };
  }
  const base = own ? join(root, 'libs', own[1], 'src', own[2] ?? '') : join(root, dirname(from), request);
  const found = [base, `${base}.ts`, join(base, 'index.ts')].find(
    (path) => existsSync(path) && statSync(path).isFile(),
  );
  if (!found) throw new Error(`${from} imports ${request}, which is not there`);
  return { file: posix(relative(root, found)) };
};

const textOf = (root, path) => readFileSync(join(root, path), 'utf8').replaceAll('\r\n', '\n');

/** Paths of all sources that decide an answer, sorted, and the packages that they use. */
const reached = (root) => {
  const texts = new Map();
  const packages = new Set();
  const open = rootsOf(root);
  while (open.length > 0) {
    const path = open.pop();
    if (texts.has(path)) continue;
    const text = textOf(root, path);
    texts.set(path, text);
    if (!path.endsWith('.ts')) continue;
    for (const [, request] of text.matchAll(IMPORTS)) {
      const target = targetOf(root, path, request);
      if (target.file) open.push(target.file);
      else packages.add(target.package);
    }
  }
  const paths = [...texts.keys()].sort();
  return { paths, texts, packages: [...packages].sort() };
};

const codeDigest = (root) => {
  const { paths, texts, packages } = reached(root);
  const { dependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const hash = createHash('sha256');
  for (const path of paths) hash.update(`${path}\0${texts.get(path)}\0`);
  for (const name of packages) if (name in dependencies) hash.update(`${name}@${dependencies[name]}\0`);
  return hash.digest('hex');
};

module.exports = { VARIABLE, codeDigest, reached };
