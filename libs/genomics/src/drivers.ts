import { type SampleState } from './answer';
import { type Alteration } from './hgvs';
import { of, type Pattern } from './knowledge/entry';
import { matches } from './knowledge/match';

/** Alterations that found a tumour and are in all of its cells. */
const DRIVERS: readonly Pattern[] = [
  of('EGFR', 'exon 19 deletion', 'L858R', 'G719X', 'L861Q', 'S768I', 'exon 20 insertion'),
  ...['ALK', 'ROS1', 'RET', 'NTRK1', 'NTRK2', 'NTRK3'].map((gene) => of(gene, 'fusion')),
  of('MET', 'exon 14 skipping'),
  of('ERBB2', 'exon 20 insertion', 'S310F', 'V777L'),
  of('KRAS', 'G12C'),
  of('BRAF', 'V600E'),
];

const rankOf = (alteration: Alteration): number =>
  DRIVERS.findIndex((pattern) => matches(pattern, alteration));

export interface Tracked {
  readonly alteration: Alteration;
  /** One a sample, ascending. */
  readonly states: readonly SampleState[];
}

const firstDay = ({ states }: Tracked): number =>
  states.find(({ state }) => state === 'DETECTED')?.day ?? Infinity;

/** A name of a class has no VAF of its own beside its member's. */
const isExact = ({ alteration }: Tracked): number => (alteration.change === null ? 1 : 0);

/** The truncal driver: the known driver that was detected first; `null` without one. 10.4, trend. */
export const driverOf = (tracked: readonly Tracked[]): Tracked | null =>
  tracked
    .filter((each) => rankOf(each.alteration) >= 0 && firstDay(each) < Infinity)
    .sort(
      (a, b) =>
        firstDay(a) - firstDay(b) ||
        isExact(a) - isExact(b) ||
        rankOf(a.alteration) - rankOf(b.alteration) ||
        (a.alteration.key < b.alteration.key ? -1 : 1),
    )[0] ?? null;
