import { groupBy } from '@leptotrace/kernel';
import {
  compartmentOfProcedure,
  compartmentOfRadiotherapy,
  type TreatedCompartment,
} from '@leptotrace/clinical';
import {
  drugsOf,
  isOfRegimen,
  isWorseIn,
  lineOfDrug,
  type Context,
  type Line,
  type Verdict,
} from './decide-line';
import { begin, isAddition, isGivenOn, isOpenAt, recordAgain, type Drug } from './drugs';
import { showBy } from './evidence';
import {
  isOfKind,
  sequenceOf,
  type DatedFact,
  type LocalFact,
  type LocalTreatment,
  type OrderReading,
  type TherapyChange,
  type TherapyParameters,
  type TherapyStart,
} from './model';
import { worseningsIn } from './order';

export interface Folded {
  readonly drugs: readonly Drug[];
  readonly lines: readonly Line[];
  readonly worsenings: readonly DatedFact[];
  readonly uncertain: ReadonlySet<string>;
}

const isChange = (found: DatedFact): found is TherapyChange =>
  isOfKind(found, 'TherapyDoseChanged', 'TherapyHeld', 'TherapyResumed', 'TherapyStopped');

const isLocal = (found: DatedFact): found is LocalFact =>
  isOfKind(found, 'RadiotherapyDelivered') ||
  (isOfKind(found, 'ProcedurePerformed') && found.fact.procedure === 'resection');

/** Drugs first: what is given on the day of a start is given with it. */
const rank = (found: DatedFact): number => Number(!isOfKind(found, 'TherapyStarted'));

const inOrder = (a: DatedFact, b: DatedFact): number =>
  a.day - b.day ||
  rank(a) - rank(b) ||
  (a.fact.timeOfDay ?? '').localeCompare(b.fact.timeOfDay ?? '') ||
  (sequenceOf(a) ?? 0) - (sequenceOf(b) ?? 0) ||
  (a.factId < b.factId ? -1 : 1);

const byStart = (facts: readonly DatedFact[]): ReadonlyMap<string, readonly TherapyChange[]> =>
  groupBy(facts.filter(isChange), ({ fact }) => fact.startId);

const compartmentOf = (found: LocalFact): TreatedCompartment =>
  isOfKind(found, 'RadiotherapyDelivered')
    ? compartmentOfRadiotherapy(found.fact)
    : compartmentOfProcedure((found as DatedFact<'ProcedurePerformed'>).fact);

const nameOf = (found: LocalFact): string =>
  isOfKind(found, 'RadiotherapyDelivered') ? `radiotherapy (${found.fact.technique})` : 'resection';

interface FoldSetting {
  readonly parameters: TherapyParameters;
  readonly reading: OrderReading;
  readonly toldLater: readonly string[];
}

class Fold {
  readonly drugs: Drug[] = [];
  readonly lines: Line[] = [];
  private readonly changes: ReadonlyMap<string, readonly TherapyChange[]>;
  private readonly context: Context;
  private readonly toldLater: ReadonlySet<string>;

  constructor(
    readonly facts: readonly DatedFact[],
    { parameters, reading, toldLater }: FoldSetting,
  ) {
    this.toldLater = new Set(toldLater);
    this.changes = byStart(facts);
    this.context = {
      worsenings: worseningsIn(facts),
      parameters,
      reading,
      lines: this.lines,
      uncertain: new Set<string>(),
    };
  }

  run(): Folded {
    const { worsenings, uncertain } = this.context;
    for (const found of [...this.facts].sort(inOrder)) {
      if (isOfKind(found, 'TherapyStarted')) this.take(found);
      else if (isLocal(found)) this.treat(found);
      else showBy(found, this.drugs);
    }
    return { drugs: this.drugs, lines: this.lines, worsenings, uncertain };
  }

  private take(start: TherapyStart): void {
    const changes = this.changes.get(start.factId) ?? [];
    const drug = begin(start, changes);
    drug.toldLater = this.toldLater.has(start.factId);
    const open = this.drugs.findLast((other) => this.isSame(other, drug));
    if (open) {
      open.toldLater ||= drug.toldLater;
      return recordAgain(open, start, changes);
    }
    this.drugs.push(drug);
    if (drug.anticancer) this.place(drug, lineOfDrug(drug, this.context));
  }

  /** The same drug the same way, not stopped: it was recorded once more. */
  private isSame(other: Drug, { drug, start, intoCsf }: Drug): boolean {
    const { lineId } = start.fact;
    return (
      drug !== null &&
      other.drug === drug &&
      other.intoCsf === intoCsf &&
      isOpenAt(other, start.day) &&
      // The source's own lines win.
      (lineId === undefined || lineId === other.start.fact.lineId)
    );
  }

  private place(drug: Drug, { line, rule, reason }: Verdict): void {
    if (line) {
      line.begun.push({ drug, rule });
      return;
    }
    this.replace(drug);
    const held = this.drugs.filter(
      (other) => other !== drug && other.anticancer && isGivenOn(other, drug.start.day),
    );
    this.open({ rule, reason, first: drug.start, held, begun: [{ drug, rule }] });
  }

  /** Without a recorded end a drug ends with the line before: unless the new one is given beside it. */
  private replace(drug: Drug): void {
    const { day, dates, factId } = drug.start;
    for (const other of this.drugs) {
      const isOver =
        other !== drug &&
        other.anticancer &&
        other.stop === null &&
        !other.toldLater &&
        other.replacedBy === null &&
        other.shown.to < dates.from &&
        !isAddition(drug, other);
      if (isOver) other.replacedBy = { day, from: dates.from, to: dates.to, factId };
    }
  }

  private open(line: Pick<Line, 'rule' | 'reason' | 'first' | 'held' | 'begun'>): Line {
    const { fact, factId } = line.first;
    const source = fact.kind === 'TherapyStarted' ? (fact.lineId ?? fact.regimenId) : undefined;
    const made: Line = { ...line, lineId: source ?? factId, local: [], phases: [] };
    this.lines.push(made);
    return made;
  }

  /** Local treatment opens no line while a drug is given: it is of the regimen, or beside it. */
  private treat(fact: LocalFact): void {
    const current = this.lines.at(-1);
    const local = { fact, name: nameOf(fact), compartment: compartmentOf(fact) };
    const isBeside = current !== undefined && drugsOf(current).some((drug) => isGivenOn(drug, fact.day));
    if (!current || !isBeside) {
      const begun = { rule: 'LINE-R3-local-alone', reason: null, first: fact, held: [], begun: [] } as const;
      this.open({ ...begun, begun: [] }).local.push({ ...local, ofRegimen: true });
      return;
    }
    const ofRegimen = isOfRegimen(current, fact, this.context);
    current.local.push({ ...local, ofRegimen });
    if (!ofRegimen && this.hadProgressed(current, local))
      current.phases.push({ rule: 'LINE-R3-local-progressed', fact });
  }

  private hadProgressed(line: Line, { fact, compartment }: Omit<LocalTreatment, 'ofRegimen'>): boolean {
    const worsenings = this.context.worsenings.filter((each) => concerns(each, compartment));
    return isWorseIn(line, fact, { ...this.context, worsenings });
  }
}

/** May the worsening be that of the target? Only one that is stated of the other compartment is not. */
const concerns = ({ fact }: DatedFact, target: TreatedCompartment): boolean => {
  if (target === 'both' || target === 'undetermined') return true;
  if (fact.kind === 'DiagnosisRecorded') return target === 'cns';
  if (fact.kind !== 'ProgressionStated' && fact.kind !== 'ResponseStated') return true;
  const { compartment } = fact;
  return compartment === 'both' || compartment === 'not-stated' || compartment === target;
};

/** Drugs and lines of a course, in the order of the table. */
export const foldLines = (facts: readonly DatedFact[], setting: FoldSetting): Folded =>
  new Fold(facts, setting).run();
