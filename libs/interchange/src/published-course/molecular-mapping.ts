import { isObject, type JsonObject, type JsonValue, textOf } from '@leptotrace/kernel';
import { CALL_STATES, MATERIALS } from './codes-of-specimens';
import { payload, unreadable } from './parts';
import { quantityOf } from './quantities';
import type { FieldReader, Mapping } from './reader';
import { withSpecimen } from './specimen-of-result';
import { codeIn, sameWords } from './words';

/** Specimen, and how a molecular report names it. */
const SPECIMENS = {
  csf: ['csf', 'csf-not-stated'],
  plasma: ['plasma', 'plasma'],
  tissue: ['tissue', 'tissue-not-stated'],
  'tissue-primary': ['tissue', 'tissue-primary'],
  'tissue-metastasis': ['tissue', 'tissue-metastasis'],
  pleural: ['pleural', 'pleural-fluid'],
} as const;

type CallState = NonNullable<ReturnType<typeof codeIn<keyof typeof CALL_STATES.spellings>>>;

const GENE = /^[A-Z0-9][A-Z0-9-]{0,19}$/;

const geneOf = (printed: string): string =>
  printed
    .trim()
    .toUpperCase()
    .replace(/\s+GENE$/, '');

/** Without a remark in brackets, unless the remark takes back the name. */
const alterationOf = (printed: string): string =>
  /\b(?:not|no|without|negative|absent|possible|suspected|excluded)\b|\?/i.test(printed)
    ? printed
    : printed.replace(/\s*\([^)]*\)/g, '').trim() || printed;

const vafOf = (read: FieldReader, place: string, printed: JsonValue | undefined): JsonObject | undefined => {
  if (printed === undefined || printed === null) return undefined;
  const vaf = quantityOf(printed, '%');
  if (vaf?.unit === '%') return vaf;
  read.unread(
    'MolecularReportIssued',
    `${place}.vaf`,
    `"${textOf(printed)}" is no fraction in percent`,
    printed,
  );
  return undefined;
};

/** What of a variant the call does not say in the same words. */
const keepRest = (read: FieldReader, variant: JsonObject, place: string, call: JsonObject): void => {
  for (const [field, value] of Object.entries(variant)) {
    const mapped = field === 'vaf' ? typeof value === 'number' : sameWords(call[field], value);
    if (!mapped && value !== null) read.keep(`${place}.${field}`, textOf(value));
  }
};

/** What a variant says of its presence; a word that is not read is not evaluable, and named. */
const statusOf = (read: FieldReader, variant: JsonObject, place: string): CallState => {
  const printed = textOf(variant['status'] ?? null);
  const status = codeIn(CALL_STATES, printed);
  if (status === undefined)
    read.unread(
      'MolecularReportIssued',
      `${place}.status`,
      `"${printed}" is no result of a variant`,
      variant,
    );
  return status ?? 'not-evaluable';
};

/** One variant as a call; `null` where its gene or its name cannot be read, or where it was not tested. */
const callOf = (read: FieldReader, variant: JsonObject, place: string): JsonObject | null => {
  const [gene, printed] = [geneOf(textOf(variant['gene'] ?? '')), textOf(variant['alteration'] ?? '')];
  if (!GENE.test(gene) || printed.trim() === '') {
    read.unread('MolecularReportIssued', place, 'no gene or no name of a variant that can be read', variant);
    return null;
  }
  const [alteration, status] = [alterationOf(printed), statusOf(read, variant, place)];
  keepRest(read, variant, place, { gene, alteration, status });
  const vaf = vafOf(read, place, variant['vaf']);
  return status === 'not-tested' ? null : { gene, alteration, status, ...(vaf ? { vaf } : {}) };
};

export const molecular: Mapping = (read) => {
  const place = read.text('compartment') ?? '';
  const material = codeIn(MATERIALS, place);
  read.keepUnless('compartment', material);
  if (material === undefined)
    return unreadable('MolecularReportIssued', `"${place}" names no specimen of a molecular report`);
  const variants = read.take('variants') ?? [];
  if (!Array.isArray(variants)) return unreadable('MolecularReportIssued', 'the variants are no list');
  const calls = (variants as readonly JsonValue[]).flatMap((variant, index): readonly JsonObject[] => {
    const at = `variants.${index}`;
    const call = isObject(variant) ? callOf(read, variant, at) : null;
    if (call || isObject(variant)) return call ? [call] : [];
    if (variant !== null) read.unread('MolecularReportIssued', at, 'a variant that is no object', variant);
    return [];
  });
  const assay = read.text('assay') ?? 'not stated';
  const [specimen, specified] = SPECIMENS[material];
  return withSpecimen(read, specimen, (specimenId) => ({
    suffix: '',
    payload: payload('MolecularReportIssued', { specimenId, specimen: specified, assay, calls }),
  }));
};
