import { isUnitOf } from '@leptotrace/clinical';
import { isObject, type JsonObject, type JsonValue, textOf } from '@leptotrace/kernel';
import { ANALYTES, CYTOLOGY_RESULTS, MARKERS, MATERIALS, unitOf } from './codes-of-specimens';
import { molecular } from './molecular-mapping';
import { main, payload, unreadable } from './parts';
import { quantityOf, type Printed } from './quantities';
import type { FieldReader, Mapping } from './reader';
import { withSpecimen } from './specimen-of-result';
import { codeIn, plainWords } from './words';

const cytology: Mapping = (read) => {
  const printed = read.text('result') ?? '';
  const result = codeIn(CYTOLOGY_RESULTS, printed);
  read.keepUnless('result', result);
  if (result === undefined)
    return unreadable('CsfCytologyReported', `"${printed}" is no result of a cytology`);
  return withSpecimen(read, 'csf', (specimenId) => ({
    suffix: '',
    payload: payload('CsfCytologyReported', { specimenId, result }),
  }));
};

/** `CEA`, `CEA (ng/mL)`, `CEA ng/mL`: the marker, and the unit that stands behind it. */
const markerOf = (printed: string): { readonly analyte: string; readonly unit?: string } => {
  const [, name = printed, behind = ''] =
    /^(.*?)\s*[([]?((?:[\p{L}µ]+)?\/[\p{L}\d]+)[)\]]?$/u.exec(printed) ?? [];
  const unit = unitOf(behind);
  const code = codeIn(MARKERS, printed) ?? codeIn(MARKERS, name);
  return { analyte: code ?? 'other', ...(unit === undefined ? {} : { unit: behind }) };
};

/** Value and unit of a marker; the unit may stand behind its name. `null`: without a unit it is no value. */
const markerValue = (read: FieldReader, behind: string | undefined): Printed | null => {
  const [value, unit] = [read.take('value'), read.text('unit') ?? behind];
  const found = value === undefined ? null : quantityOf(value, unit);
  read.keepUnless('unit', found?.unit);
  read.keepUnless('value', found?.value);
  return found;
};

/** The fluid of a marker; serum unless the type or the compartment says CSF. */
const fluidOf = (read: FieldReader): 'csf' | 'serum' => {
  const isCsf =
    codeIn(MATERIALS, read.text('compartment') ?? '') === 'csf' || read.fact.type.startsWith('csf');
  const fluid = isCsf ? 'csf' : 'serum';
  read.keepUnless('compartment', fluid);
  return fluid;
};

const marker: Mapping = (read) => {
  const printed = read.text('marker') ?? '';
  const { analyte, unit } = markerOf(printed);
  read.keepUnless('marker', analyte);
  const result = printed === '' ? null : markerValue(read, unit);
  if (!result) return unreadable('TumorMarkerReported', `${printed}: no value with a unit that can be read`);
  const upper = /-\s*(\d+(?:\.\d+)?)$/.exec(read.parsed('refRange') ?? '')?.[1];
  const compartment = fluidOf(read);
  return withSpecimen(read, compartment, (specimenId) => ({
    suffix: '',
    payload: payload('TumorMarkerReported', {
      specimenId,
      compartment,
      analyte,
      ...(analyte === 'other' ? { analyteName: printed } : {}),
      result,
      upperLimitOfNormal: upper === undefined ? undefined : { value: Number(upper), unit: result.unit },
    }),
  }));
};

/**
 * One analyte with its unit. One that no field holds is only kept; one that a field would hold and that is not
 * read is missing there.
 */
const analyteOf = (read: FieldReader, given: JsonObject, at: string): JsonObject | null => {
  const name = textOf(given['name'] ?? '');
  const analyte = codeIn(ANALYTES, name);
  const result = quantityOf(given);
  if (analyte === undefined) read.unread(null, at, `${name}: no field holds it`, given);
  else if (!result)
    read.unread('CsfChemistryReported', at, `${name}: no value with a unit that can be read`, given);
  else read.keep(at, textOf(given));
  return analyte !== undefined && result ? { analyte, result } : null;
};

const analytesOf = (read: FieldReader, given: readonly JsonValue[]): readonly JsonObject[] =>
  given.flatMap((each, index): readonly JsonObject[] => {
    const at = `analytes.${index}`;
    const found = isObject(each) ? analyteOf(read, each, at) : null;
    if (!isObject(each)) read.unread('CsfChemistryReported', at, 'an analyte that is no object', each);
    return found ? [found] : [];
  });

const chemistry: Mapping = (read) => {
  const given = read.take('analytes');
  const analytes = Array.isArray(given) ? analytesOf(read, given as readonly JsonValue[]) : [];
  if (analytes.length === 0)
    return unreadable('CsfChemistryReported', 'no analyte with a unit that can be read');
  return withSpecimen(read, 'csf', (specimenId) => ({
    suffix: '',
    payload: payload('CsfChemistryReported', { specimenId, analytes }),
  }));
};

/** The opening pressure as a number or a bound; what is said in words was measured, and is not read. */
const openingPressureOf = (read: FieldReader): Printed | undefined => {
  const [given, words] = [read.take('openingPressure'), read.text('openingPressureText')];
  if (words !== undefined && plainWords(words) !== 'not measured')
    read.unread('IntracranialPressureMeasured', 'openingPressureText', `measured, in words only: "${words}"`);
  if (given === undefined) return undefined;
  read.keep('openingPressure');
  const found = quantityOf(given);
  if (found && isUnitOf(found.unit, 'pressure')) return found;
  const reason = `"${textOf(given)}" is no pressure with a unit`;
  read.unread('IntracranialPressureMeasured', 'openingPressure', reason);
  return undefined;
};

const puncture: Mapping = (read) => {
  const volume = read.number('volumeMl');
  return main('LumbarPuncturePerformed', {
    specimenId: read.fact.id,
    openingPressure: openingPressureOf(read),
    volume: volume === undefined ? undefined : { value: volume, unit: 'mL' },
  });
};

export const SPECIMEN_MAPPINGS: Readonly<Record<string, Mapping>> = {
  lumbar_puncture: puncture,
  csf_cytology: cytology,
  csf_chemistry: chemistry,
  ctdna: molecular,
  molecular: molecular,
  genotyping: molecular,
  tumor_marker: marker,
  tumour_marker: marker,
  serum_tumor_marker: marker,
  csf_tumor_marker: marker,
};
