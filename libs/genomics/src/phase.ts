import { type ReadSample } from './calls';
import { genomicCompartmentOf, type GenomicCompartment, type Phase } from './model';
import { type PhaseFinding } from './answer';

interface Evidence {
  readonly day: number;
  readonly factId: string;
  readonly phase: Phase;
}

const evidenceIn = (sample: ReadSample, one: string, other: string): readonly Evidence[] =>
  sample.read.flatMap(({ alteration, call, phases }) => {
    if (call.status !== 'detected') return [];
    const partner = alteration.key === one ? other : alteration.key === other ? one : null;
    return phases
      .filter(({ key, phase }) => key === partner && phase !== 'unknown')
      .map(({ phase }) => ({ day: sample.day, factId: sample.factId, phase }));
  });

/**
 * Phase of two alterations in one compartment, from same-read evidence of its last sample that has
 * any. Evidence of one day that disagrees leaves it unknown. Specification 10.4, cis/trans.
 */
export const phaseIn = (
  samples: readonly ReadSample[],
  compartment: GenomicCompartment,
  one: string,
  other: string,
): PhaseFinding => {
  const all = samples
    .filter(({ specimen }) => genomicCompartmentOf(specimen) === compartment)
    .flatMap((sample) => evidenceIn(sample, one, other));
  const lastDay = Math.max(...all.map(({ day }) => day));
  const last = all.filter(({ day }) => day === lastDay);
  const phases = new Set(last.map(({ phase }) => phase));
  const phase: Phase = phases.size === 1 ? (last[0]?.phase ?? 'unknown') : 'unknown';
  const flags = phase === 'unknown' ? (['PHASE_UNKNOWN'] as const) : [];
  const day = last[0]?.day;
  return {
    with: other,
    phase,
    compartment,
    flags,
    why: {
      rule: phase === 'unknown' ? 'GENO-10.4-PHASE_UNKNOWN' : 'GENO-10.4-phase',
      value: phase,
      ...(day === undefined ? {} : { day }),
      facts: [...new Set(last.map(({ factId }) => factId))].sort(),
      sums: { one, other },
      ...(flags.length > 0 ? { flags } : {}),
    },
  };
};
