import { type JsonObject, textOf } from '@leptotrace/kernel';
import { payload, type Mapping, type Part } from './parts';
import type { FieldReader } from './reader';

const inferredSpecimen = (read: FieldReader, specimen: string): Part => ({
  suffix: 'specimen',
  payload: payload('SpecimenCollected', { specimenId: `${read.fact.id}.specimen`, specimen }),
  inferred: true,
});

/** A result with the specimen it was found in: the puncture it names, or one that must have been taken. */
const withSpecimen = (
  read: FieldReader,
  specimen: string,
  result: (specimenId: string) => Part,
): readonly Part[] => {
  const named = read.text('specimen');
  if (named !== undefined) return [result(named)];
  const inferred = inferredSpecimen(read, specimen);
  return [inferred, result(`${read.fact.id}.specimen`)];
};

const cytology: Mapping = (read) => {
  const result = read.text('result');
  return withSpecimen(read, 'csf', (specimenId) => ({
    suffix: '',
    payload: payload('CsfCytologyReported', { specimenId, result }),
  }));
};

const MATERIALS: Readonly<Record<string, readonly [string, string]>> = {
  csf: ['csf', 'csf-not-stated'],
  plasma: ['plasma', 'plasma'],
  tissue: ['tissue', 'tissue-not-stated'],
  pleural: ['pleural', 'pleural-fluid'],
};

const callOf = (read: FieldReader, variant: JsonObject, index: number): JsonObject => {
  const printed = textOf(variant['alteration']);
  const alteration = plainAlteration(printed);
  if (alteration !== printed) read.keep(`variants.${index}.alteration`, printed);
  const vaf = variant['vaf'];
  return {
    gene: textOf(variant['gene']),
    alteration,
    status: textOf(variant['status']).replace(/ /g, '-'),
    ...(typeof vaf === 'number' ? { vaf: { value: vaf, unit: '%' } } : {}),
  };
};

const plainAlteration = (printed: string): string => printed.replace(/\s*\([^)]*\)/g, '').trim();

const molecular: Mapping = (read) => {
  const [specimen, specified] = MATERIALS[read.text('compartment') ?? ''] ?? [];
  const variants = read.take('variants');
  if (!specimen || !specified || !Array.isArray(variants)) return null;
  const calls = (variants as readonly JsonObject[]).map((variant, index) => callOf(read, variant, index));
  const assay = read.text('assay') ?? 'not stated';
  return withSpecimen(read, specimen, (specimenId) => ({
    suffix: '',
    payload: payload('MolecularReportIssued', { specimenId, specimen: specified, assay, calls }),
  }));
};

const marker: Mapping = (read) => {
  const [analyte, value, unit] = [read.text('marker'), read.number('value'), read.text('unit')];
  const upper = /-\s*(\d+(?:\.\d+)?)$/.exec(read.parsed('refRange') ?? '')?.[1];
  return withSpecimen(read, 'serum', (specimenId) => ({
    suffix: '',
    payload: payload('TumorMarkerReported', {
      specimenId,
      compartment: 'serum',
      analyte,
      result: { value: value ?? null, unit },
      upperLimitOfNormal: upper === undefined ? undefined : { value: Number(upper), unit },
    }),
  }));
};

export const SPECIMEN_MAPPINGS: Readonly<Record<string, Mapping>> = {
  csf_cytology: cytology,
  ctdna: molecular,
  serum_tumor_marker: marker,
};
