// Makes pages of the clinical specification and of the rules, which the screens link to.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { marked } from 'marked';

const PAGES = {
  'specification/README.md': 'index.html',
  'specification/criteria.md': 'criteria.html',
  'specification/real-courses.md': 'real-courses.html',
  'rules.md': 'rules.html',
};

const STYLE = `
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 75rem; margin: 0 auto; padding: 1rem 1.5rem 4rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid color-mix(in srgb, currentColor 30%, transparent); padding: 0.25rem 0.5rem; }
th, td { text-align: left; vertical-align: top; }
code { font-size: 0.9em; }
a:target + *, :target { outline: 2px solid; outline-offset: 0.25rem; }
:is(h2, h3) { scroll-margin-top: 1rem; }
`;

/** Links between the documents lead to their pages. */
const linked = (html) =>
  Object.entries(PAGES).reduce((text, [source, page]) => {
    const name = source.split('/').at(-1).replace('.', '\\.');
    return text.replace(new RegExp(`href="(?:[\\w.]+/)*${name}(#[^"]*)?"`, 'g'), `href="${page}$1"`);
  }, html);

/** The number of a section is the anchor of its heading, so that a link shows where it leads. */
const anchored = (html) => html.replace(/<p><a id="([^"]+)"><\/a><\/p>\s*<(h[23])>/g, '<$2 id="$1">');

const pageOf = (markdown) => {
  const title = /^# (.+)$/m.exec(markdown)?.[1] ?? 'Specification';
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · Leptotrace</title><link rel="stylesheet" href="style.css"></head>
<body><nav><a href="index.html">Specification</a> · <a href="criteria.html">Criteria</a> ·
<a href="real-courses.html">Real courses</a> · <a href="rules.html">Rules</a></nav>
<main>${anchored(linked(marked.parse(markdown, { gfm: true })))}</main></body></html>
`;
};

/** Writes the pages into a folder. */
export const writeSpecification = (root, folder) => {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'style.css'), STYLE.trimStart());
  for (const [source, page] of Object.entries(PAGES))
    writeFileSync(join(folder, page), pageOf(readFileSync(join(root, 'docs', source), 'utf8')));
};
