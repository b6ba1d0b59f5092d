import type {
  AlterationAnswer,
  Clearance,
  CompartmentEffect,
  CompartmentStanding,
  Emergence,
  Finding,
  ResistanceSignal,
  SampleState,
  SpecimenStanding,
  Trend,
} from '@leptotrace/genomics';
import { dayText } from '@leptotrace/kernel';
import { cautionsOf, checksOn, compactForm, type Explained } from '@leptotrace/derivation';
import { CITATIONS } from '@leptotrace/rules';
import {
  checkedAnswer,
  dateOf,
  datesText,
  flagAnswers,
  headOf,
  traced,
  type AnswerHead,
  type CheckedAnswer,
  type DatesAnswer,
  type FlagAnswer,
  type Traced,
} from './common.answer';
import type { AskedAndDerived } from './derivations';
import { uncountedAnswer, type UncountedAnswer } from './uncounted.answer';

export interface SampleAnswer extends Traced {
  readonly date: string;
  /** What the date of the specimen may mean. */
  readonly dates: DatesAnswer;
  readonly state: string;
  readonly specimen: string;
  readonly assay: string;
  readonly sampleId: string;
  readonly vafPct: number | null;
  readonly lodVafPct: number | null;
  readonly copyNumber: number | null;
  /** Every line of the report that says it, as printed: spellings, breakpoints, values. */
  readonly findings: readonly Finding[];
}

export interface StandingAnswer extends Traced {
  /** csf, plasma, tissue; or the kind of specimen. */
  readonly where: string;
  readonly state: string;
  readonly since: string | null;
  readonly sinceDates: DatesAnswer | null;
  readonly vafPct: number | null;
  readonly history: readonly SampleAnswer[];
  /** Reports after the one that gives the state which say not detected and do not count. */
  readonly uncounted: readonly UncountedAnswer[];
}

export interface TrendAnswer extends Traced {
  readonly specimen: string;
  readonly assay: string;
  readonly direction: string;
  readonly from: { readonly date: string; readonly vafPct: number };
  readonly to: { readonly date: string; readonly vafPct: number };
  readonly relative: Trend['relative'];
}

export interface EffectAnswer extends Traced {
  readonly drug: string;
  readonly effect: string;
  readonly note: string | null;
  readonly provenance: readonly string[];
  readonly citations: readonly string[];
  readonly with: readonly string[];
  readonly alone: CompartmentEffect['alone'];
  readonly compartments: readonly string[];
}

export interface AlterationReply extends Traced {
  readonly key: string;
  readonly gene: string;
  /** One-letter name for people; `hgvs` is the stored one. */
  readonly alteration: string;
  readonly hgvs: string;
  readonly kind: string;
  readonly transcripts: readonly string[];
  readonly compartments: { readonly csf: string; readonly plasma: string; readonly tissue: string };
  readonly standings: readonly StandingAnswer[];
  readonly specimens: readonly StandingAnswer[];
  readonly trends: readonly TrendAnswer[];
  readonly clearance:
    (Traced & { readonly state: string; readonly specimen: string; readonly date: string }) | null;
  readonly emergence: readonly string[];
  readonly emergences: readonly (Traced & {
    readonly label: string;
    readonly drug: string;
    readonly date: string;
    readonly weak: boolean;
  })[];
  readonly discordance: string;
  readonly pair: { readonly gapDays: number | null; readonly flags: readonly FlagAnswer[] };
  readonly phase: readonly { readonly with: string; readonly phase: string; readonly compartment: string }[];
  readonly effects: readonly EffectAnswer[];
  readonly remarks: AlterationAnswer['remarks'];
  readonly cautions: readonly { readonly rule: string; readonly caution: readonly string[] }[];
  readonly derivation: Explained;
}

export interface ResistanceReply extends AnswerHead, CheckedAnswer {
  /** The table of effects: curated facts of a version, no advice. */
  readonly knowledge: { readonly version: string; readonly digest: string };
  readonly alterations: readonly AlterationReply[];
  /** What reports say of a gene beside alterations: wild type, not tested. */
  readonly statements: readonly {
    readonly gene: string;
    readonly printed: string;
    readonly date: string;
    readonly specimen: string;
    readonly fact: string;
  }[];
  readonly signals: readonly (Traced & {
    readonly signal: string;
    readonly drug: string;
    readonly date: string;
    readonly compartment: string;
  })[];
}

/** When specimens were taken, as far as their dates tell. */
type DatesOfSample = (sample: SampleState) => DatesAnswer;

const datesOfSamples = ({ derived }: AskedAndDerived): DatesOfSample => {
  const dates = new Map(derived.course.samples.map(({ sampleId, interval }) => [sampleId, interval]));
  return ({ sampleId, day }) => datesText(dates.get(sampleId) ?? { from: day, to: day });
};

const sampleAnswer = (found: SampleState, datesOf: DatesOfSample): SampleAnswer => ({
  date: dayText(found.day),
  dates: datesOf(found),
  state: found.state,
  specimen: found.specimen,
  assay: found.assay,
  sampleId: found.sampleId,
  vafPct: found.vafPct,
  lodVafPct: found.lodVafPct,
  copyNumber: found.copyNumber,
  findings: found.findings,
  ...traced(found.why, found.flags),
});

const standingAnswer = (
  where: string,
  found: CompartmentStanding | SpecimenStanding,
  datesOf: DatesOfSample,
): StandingAnswer => {
  const first = found.history.find(({ day }) => day === found.since);
  return {
    where,
    state: found.state,
    since: dateOf(found.since),
    sinceDates: first ? datesOf(first) : null,
    vafPct: found.vafPct,
    history: found.history.map((sample) => sampleAnswer(sample, datesOf)),
    uncounted: found.uncounted.map(uncountedAnswer),
    ...traced(found.why, found.flags),
  };
};

const trendAnswer = (found: Trend): TrendAnswer => ({
  specimen: found.specimen,
  assay: found.assay,
  direction: found.direction,
  from: { date: dayText(found.fromDay), vafPct: found.fromVafPct },
  to: { date: dayText(found.toDay), vafPct: found.toVafPct },
  relative: found.relative,
  ...traced(found.why, []),
});

const clearanceAnswer = (found: Clearance): NonNullable<AlterationReply['clearance']> => ({
  state: found.state,
  specimen: found.specimen,
  date: dayText(found.day),
  ...traced(found.why, []),
});

const emergenceAnswer = (found: Emergence): AlterationReply['emergences'][number] => ({
  label: found.label,
  drug: found.drug,
  date: dayText(found.day),
  weak: found.weak,
  ...traced(found.why, []),
});

const effectAnswer = (found: CompartmentEffect): EffectAnswer => ({
  drug: found.drug,
  effect: found.effect,
  note: found.note,
  provenance: found.provenance,
  citations: found.cites.map((cited) => CITATIONS[cited]),
  with: found.with,
  alone: found.alone,
  compartments: found.compartments,
  ...traced(found.why, found.flags),
});

const stateIn = ({ compartments }: AlterationAnswer, name: CompartmentStanding['compartment']): string =>
  compartments.find(({ compartment }) => compartment === name)?.state ?? 'NOT_TESTED';

const alterationReply = (found: AlterationAnswer, datesOf: DatesOfSample): AlterationReply => ({
  key: found.key,
  gene: found.gene,
  alteration: found.shown,
  hgvs: found.name,
  kind: found.kind,
  transcripts: found.transcripts,
  compartments: {
    csf: stateIn(found, 'csf'),
    plasma: stateIn(found, 'plasma'),
    tissue: stateIn(found, 'tissue'),
  },
  standings: found.compartments.map((standing) => standingAnswer(standing.compartment, standing, datesOf)),
  specimens: found.specimens.map((standing) => standingAnswer(standing.specimen, standing, datesOf)),
  trends: found.trends.map(trendAnswer),
  clearance: found.clearance && clearanceAnswer(found.clearance),
  emergence: [...new Set(found.emergence.map(({ label }) => label))],
  emergences: found.emergence.map(emergenceAnswer),
  discordance: found.discordance.class,
  pair: { gapDays: found.discordance.gapDays, flags: flagAnswers(found.discordance.flags) },
  phase: found.phase.map((each) => ({ with: each.with, phase: each.phase, compartment: each.compartment })),
  effects: found.effects.map(effectAnswer),
  remarks: found.remarks,
  cautions: cautionsOf(found.why),
  ...traced(found.why, found.flags),
  derivation: compactForm(found.why),
});

const signalAnswer = (found: ResistanceSignal): ResistanceReply['signals'][number] => ({
  signal: found.signal,
  drug: found.drug,
  date: dayText(found.day),
  compartment: found.compartment,
  ...traced(found.why, []),
});

/** Alterations by compartment: state, trend, clearance, emergence, discordance, effects of drugs. */
export const resistanceAnswer = (found: AskedAndDerived): ResistanceReply => {
  const { resistance, reaching } = found.derived;
  const datesOf = datesOfSamples(found);
  return {
    ...headOf(found),
    ...checkedAnswer(
      checksOn(
        reaching,
        ['resistance'],
        resistance.alterations.map(({ why }) => why),
      ),
    ),
    knowledge: resistance.knowledge,
    alterations: resistance.alterations.map((each) => alterationReply(each, datesOf)),
    statements: resistance.statements.map(({ gene, printed, day, specimen, factId }) => ({
      gene,
      printed,
      date: dayText(day),
      specimen,
      fact: factId,
    })),
    signals: resistance.signals.map(signalAnswer),
  };
};
