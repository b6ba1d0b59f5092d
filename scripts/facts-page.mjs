// Writes docs/facts.md from the same schemas that the code validates with.
import { createRequire } from 'node:module';
import { writeFileSync } from 'node:fs';

const require = createRequire(import.meta.url);
const { FACT_KIND_NAMES, factSchemaOf, FACT_KINDS, UNITS } = require('../dist/libs/clinical/src');

const typeOf = (schema) => {
  if (schema.enum)
    return schema.enum.length > 12
      ? 'code (see the vocabulary)'
      : schema.enum.map((value) => `\`${value}\``).join(' ');
  if (schema.anyOf) return schema.description ?? 'one of several forms';
  if (schema.type === 'array')
    return `list of ${schema.items.type === 'object' ? 'objects' : typeOf(schema.items)}`;
  if (schema.properties?.value && schema.properties?.unit)
    return `quantity in ${schema.properties.unit.examples.map((unit) => `\`${unit}\``).join(' ')}`;
  return schema.type ?? 'anything';
};
const rows = (kind) => {
  const schema = factSchemaOf(kind);
  return Object.keys(FACT_KINDS[kind].properties).map((name) => {
    const property = schema.properties[name];
    return `| \`${name}\` | ${schema.required?.includes(name) ? 'yes' : ''} | ${typeOf(property)} |`;
  });
};
const kinds = FACT_KIND_NAMES.map((kind) =>
  [
    `### ${kind}`,
    '',
    `${FACT_KINDS[kind].title}.`,
    '',
    '| field | required | |',
    '| --- | --- | --- |',
    ...rows(kind),
    '',
  ].join('\n'),
);
const units = Object.entries(UNITS).map(
  ([code, { name, dimension }]) => `| \`${code}\` | ${name} | ${dimension} |`,
);
writeFileSync(
  new URL('../docs/facts.md', import.meta.url),
  `# Kinds of facts and units\n\nMade by \`npm run docs:facts\` from the schemas; do not edit.\n\nEvery fact also takes \`occurredOn\`, \`timeOfDay\`, \`assertedAt\`, \`dateBasis\`, \`relativeTo\`, \`sequence\`, \`source\`, \`author\`, \`note\`, \`printed\` and \`inferred\`.\n\n${kinds.join('\n')}\n## Units\n\nAny UCUM expression that measures the right thing is taken and kept as it was sent; these are common.\n\n| code | name | dimension |\n| --- | --- | --- |\n${units.join('\n')}\n`,
);
