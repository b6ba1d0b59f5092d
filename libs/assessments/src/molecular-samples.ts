import { definedSpecimen, inBaseUnit, inUnit, type FactOf } from '@leptotrace/clinical';
import { oncePer, parsePartialDate } from '@leptotrace/kernel';
import { type MolecularCall, type MolecularSample } from '@leptotrace/genomics';
import { placedOf, type Placed } from './placement';

type Report = FactOf<'MolecularReportIssued'>;

/** A bound (below 0.1 %) is no value to compare with. */
const percent = (vaf: Report['calls'][number]['vaf']): number | null =>
  vaf === undefined || vaf.bound !== undefined ? null : inBaseUnit(vaf.value, vaf.unit);

/** The same object for the same call of a report: its names are then read once. */
export const callOf = oncePer((call: Report['calls'][number]): MolecularCall => ({
  gene: call.gene,
  alteration: call.alteration,
  hgvsP: call.hgvsP ?? null,
  hgvsC: call.hgvsC ?? null,
  type: call.type ?? 'not-stated',
  vafPct: percent(call.vaf),
  copyNumber: call.copyNumber ?? null,
  ratio: call.ratio ?? null,
  fusionPartner: call.fusionPartner ?? null,
  phaseWith: call.phaseWith ?? [],
  status: call.status,
  germline: call.germline ?? false,
}));

const nanograms = (mass: Report['inputNg']): number | null =>
  mass === undefined ? null : inUnit(mass.value, mass.unit, 'ng');

/** The first fact of the course that tells when a specimen was taken, by specimen. */
const takenIn = (facts: readonly Placed[]): ReadonlyMap<string, Placed> => {
  const taken = new Map<string, Placed>();
  for (const placed of facts) {
    const specimen = definedSpecimen(placed.fact);
    if (specimen !== null && !taken.has(specimen)) taken.set(specimen, placed);
  }
  return taken;
};

/** Molecular reports as samples, by the day on which the specimen was taken. */
export const molecularSamplesOf = (facts: readonly Placed[]): readonly MolecularSample[] => {
  const specimens = takenIn(facts);
  return placedOf(facts, 'MolecularReportIssued').map((placed) => {
    const { fact, factId } = placed;
    const taken = specimens.get(fact.specimenId) ?? placed;
    return {
      sampleId: fact.specimenId,
      factId,
      day: taken.day,
      interval: taken.dates,
      specimen: fact.specimen,
      assay: fact.assay,
      panelGenes: fact.panelGenes ?? null,
      inputNg: nanograms(fact.inputNg),
      minInputNg: nanograms(fact.minInputNg),
      uniqueDepth: fact.uniqueDepth ?? null,
      lodVafPct: fact.lodVaf === undefined ? null : inBaseUnit(fact.lodVaf.value, fact.lodVaf.unit),
      qc: fact.qc ?? null,
      calls: fact.calls.map(callOf),
      reportedOn:
        fact.assertedAt === undefined ? null : (parsePartialDate(fact.assertedAt.slice(0, 10))?.from ?? null),
    };
  });
};
