import type { FactOf } from '@web/api/types';
import { capital, headed, listed, parted, say, type Speech, type Summary } from './speech';

export const specimenSummary: Summary<'SpecimenCollected'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [speech.codeName(fact.specimen), fact.site, fact.volume && speech.quantity(fact.volume)]),
  );

export const punctureSummary: Summary<'LumbarPuncturePerformed'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [
      fact.openingPressure &&
        say(speech, 'openingPressure', { value: speech.quantity(fact.openingPressure) }),
      fact.position && speech.codeName(fact.position),
      fact.volume && speech.quantity(fact.volume),
      fact.appearance,
      fact.complication,
    ]),
  );

export const cytologySummary: Summary<'CsfCytologyReported'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [
      speech.codeName(fact.result),
      fact.method === 'flow-cytometry' && speech.codeName(fact.method),
      fact.site && fact.site !== 'not-stated' && speech.codeName(fact.site),
      fact.volume && speech.quantity(fact.volume),
      fact.cellCount && say(speech, 'cells', { value: speech.quantity(fact.cellCount) }),
    ]),
  );

export const chemistrySummary: Summary<'CsfChemistryReported'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [
      ...fact.analytes.map(({ analyte, result }) => `${speech.codeName(analyte)} ${speech.quantity(result)}`),
      fact.serumGlucose &&
        `${speech.codeName('glucose')} (${speech.codeName('serum')}) ${speech.quantity(fact.serumGlucose)}`,
    ]),
  );

export const markerSummary: Summary<'TumorMarkerReported'> = (fact, speech) =>
  headed(
    speech,
    `${fact.analyte === 'other' ? (fact.analyteName ?? speech.codeName('other')) : speech.codeName(fact.analyte)} (${speech.codeName(fact.compartment)})`,
    listed(speech, [
      speech.quantity(fact.result),
      fact.upperLimitOfNormal &&
        say(speech, 'upperLimit', { value: speech.quantity(fact.upperLimitOfNormal) }),
    ]),
  );

export const tumourCellsSummary: Summary<'CirculatingTumorCellsReported'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [
      say(speech, 'count', { count: speech.number(fact.count), volume: speech.quantity(fact.volume) }),
      fact.method,
    ]),
  );

type Report = FactOf<'MolecularReportIssued'>;
type Call = Report['calls'][number];

/** Calls that one line can hold; the rest are counted. */
const MOST_CALLS = 4;

/** What was found, never what was not: a negative without its limit of detection says less than it seems. */
const callText = (call: Call, speech: Speech): string => {
  const name = speech.alterationName(call.gene, call.alteration);
  const measures = listed(speech, [
    call.vaf && speech.quantity(call.vaf),
    call.copyNumber !== undefined && say(speech, 'copies', { value: speech.number(call.copyNumber) }),
  ]);
  const state = speech.codeName(call.status);
  if (call.status === 'detected') return `${name} ${measures === '' ? state : measures}`;
  return `${name} ${state}${measures === '' ? '' : say(speech, 'brackets', { text: measures })}`;
};

const materialText = (fact: Report, speech: Speech): string => {
  const specimen = speech.codeName(fact.specimen);
  const circulating = fact.specimen === 'plasma' || fact.specimen === 'csf-supernatant';
  return capital(say(speech, circulating ? 'ctDNA' : 'DNA', { specimen }));
};

export const molecularSummary: Summary<'MolecularReportIssued'> = (fact, speech) => {
  const order = (call: Call): number => (call.status === 'detected' ? 0 : 1);
  const calls = [...fact.calls].sort((a, b) => order(a) - order(b));
  const shown = calls.slice(0, MOST_CALLS).map((call) => callText(call, speech));
  const rest = calls.length - shown.length;
  return headed(
    speech,
    materialText(fact, speech),
    parted(speech, [
      shown.length === 0 ? say(speech, 'noCalls') : listed(speech, shown),
      rest > 0 && say(speech, 'more', { count: speech.number(rest) }),
      fact.lodVaf && say(speech, 'lod', { value: speech.quantity(fact.lodVaf) }),
      fact.qc && fact.qc !== 'pass' && `QC ${speech.codeName(fact.qc)}`,
    ]),
  );
};
