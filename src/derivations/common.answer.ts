import { ACCEPTED, certaintyOf, derivationDigest } from '@leptotrace/derivation';
import { dayText, type DayInterval, type EpochDay } from '@leptotrace/kernel';
import { dayOrNull, factsOf, FLAGS, type Derivation, type Flag, type Ruleset } from '@leptotrace/rules';
import type { Check } from '@leptotrace/timeline';
import { RESEARCH_USE } from '../timelines/timeline.answer';
import type { AskedAndDerived } from './derivations';

/** Under which question, knowledge and rules an answer was derived: part of every derived answer. */
export interface AnswerHead {
  readonly patientId: string;
  readonly on: string;
  /** Time zone of the site, in which instants have their days. */
  readonly zone: string;
  readonly revision: number;
  readonly asOf: string | null;
  readonly ruleset: { readonly id: string; readonly digest: string; readonly title: string };
  readonly mode: string;
  /** Whose reading: accepted, investigator, or a reader by name. */
  readonly reader: string;
  readonly origin: OriginAnswer | null;
  /** Facts of which the dates do not tell whether they lie on or before the day. */
  readonly undetermined: readonly string[];
  /** Facts dated too vaguely to be used. */
  readonly unplaced: readonly string[];
  readonly notice: string;
}

export interface OriginAnswer {
  readonly asked: string;
  readonly what: string;
  readonly date: string;
  readonly dates: { readonly from: string; readonly to: string };
  readonly facts: readonly string[];
}

/** Every day that a date may mean. */
export interface DatesAnswer {
  readonly from: string;
  readonly to: string;
}

export const datesText = ({ from, to }: DayInterval): DatesAnswer => ({
  from: dayText(from),
  to: dayText(to),
});

const onText = ({ from, to }: DayInterval): string =>
  from === to ? dayText(from) : `${dayText(from)}/${dayText(to)}`;

export const rulesetName = ({ id, digest, title }: Ruleset): AnswerHead['ruleset'] => ({ id, digest, title });

export const headOf = ({ asked, derived }: AskedAndDerived): AnswerHead => {
  const { course } = derived;
  const { origin } = course;
  return {
    patientId: asked.patientId,
    on: onText(asked.on),
    zone: asked.zone.name,
    revision: asked.revision,
    asOf: asked.log[asked.revision]?.recordedAt ?? null,
    ruleset: rulesetName(asked.ruleset),
    mode: asked.mode,
    reader: asked.reader ?? ACCEPTED,
    origin: origin && {
      asked: asked.originText,
      what: origin.what,
      date: dayText(origin.day),
      dates: datesText(origin.dates),
      facts: origin.factIds,
    },
    undetermined: course.undetermined,
    unplaced: course.unplaced,
    notice: RESEARCH_USE,
  };
};

/** What every derived value carries: the rule, the facts it rests on, flags, and the digest of its derivation. */
export interface Traced {
  readonly ruleId: string;
  readonly facts: readonly string[];
  readonly flags: readonly FlagAnswer[];
  readonly digest: string;
}

/** A check of the course that goes with a value: what is wrong, with which facts, and how to put it right. */
export interface CheckAnswer {
  readonly code: string;
  readonly severity: string;
  readonly facts: readonly string[];
  readonly message: string;
  readonly mend: string;
}

const checkAnswer = ({ code, severity, factIds, message, mend }: Check): CheckAnswer => ({
  code,
  severity,
  facts: factIds,
  message,
  mend,
});

/** How far a value that is no endpoint can be relied on. */
export interface CheckedAnswer {
  /** `contradicted`: it rests on statements that cannot all be so; `undetermined`: on some that were not read. */
  readonly determinacy: ReturnType<typeof certaintyOf>;
  readonly checks: readonly CheckAnswer[];
}

export const checkedAnswer = (checks: readonly Check[]): CheckedAnswer => ({
  determinacy: certaintyOf(checks),
  checks: checks.map(checkAnswer),
});

export interface FlagAnswer {
  readonly flag: Flag;
  readonly says: string;
}

export const flagAnswers = (flags: readonly Flag[]): readonly FlagAnswer[] =>
  [...new Set(flags)].map((flag) => ({ flag, says: FLAGS[flag] }));

export const traced = (why: Derivation, flags: readonly Flag[]): Traced => ({
  ruleId: why.rule,
  facts: factsOf(why),
  flags: flagAnswers(flags),
  digest: derivationDigest(why),
});

export const dateOf = (day: EpochDay | null | undefined): string | null => dayOrNull(day);
