import { type Alteration } from '../hgvs';
import { covers } from '../names/coverage';
import { type Phase } from '../model';
import { exceptionsOf, namedBy, type KnowledgeRow, type Pattern } from './entry';

/** One alteration in one compartment. `absent` needs an evaluable negative; anything else is unclear. */
export interface Member {
  readonly alteration: Alteration;
  readonly presence: 'present' | 'absent' | 'unclear';
  /** Copies reach the threshold; `null`: no numbers, or no amplification. */
  readonly amplified: boolean | null;
  readonly facts: readonly string[];
}

/** What stands together in one compartment, and what is known of phase. */
export interface Picture {
  readonly members: readonly Member[];
  readonly phases: readonly { readonly one: string; readonly other: string; readonly phase: Phase }[];
}

const inDomain = ({ gene, domain }: Pattern, alteration: Alteration): boolean =>
  domain !== undefined &&
  alteration.gene === gene &&
  alteration.change !== null &&
  alteration.change.first.at >= domain[0] &&
  alteration.change.first.at <= domain[1];

/** Does a pattern of the table name an alteration, itself or by its class? */
export const matches = (pattern: Pattern, alteration: Alteration): boolean => {
  if (pattern.gene !== alteration.gene) return false;
  if (exceptionsOf(pattern).some(({ key }) => key === alteration.key)) return false;
  const named = namedBy(pattern).some((each) => each.key === alteration.key || covers(each, alteration));
  return named || inDomain(pattern, alteration);
};

const isSubject = ({ subjects }: KnowledgeRow, { alteration }: Member): boolean =>
  subjects.some((pattern) => matches(pattern, alteration));

const phaseOf = ({ phases }: Picture, a: Member, b: Member): Phase => {
  const [one, other] = [a.alteration.key, b.alteration.key];
  const found = phases.find(
    (each) => (each.one === one && each.other === other) || (each.one === other && each.other === one),
  );
  return found?.phase ?? 'unknown';
};

/** How a row fits an alteration among the others. `open`: what it needs beside it is not shown. */
export interface Fit {
  readonly kind: 'applies' | 'phase-unknown' | 'open';
  readonly row: KnowledgeRow;
  readonly beside: readonly Member[];
}

type ConditionOf<K> = Extract<NonNullable<KnowledgeRow['condition']>, { kind: K }>;

/** Members that make a pair of a compound row with this one; the row may name either first. */
const partnersOf = (row: KnowledgeRow, { partner }: ConditionOf<'with'>, member: Member, picture: Picture) =>
  picture.members.filter(
    (other) =>
      other !== member &&
      other.presence === 'present' &&
      ((isSubject(row, member) && matches(partner, other.alteration)) ||
        (matches(partner, member.alteration) && isSubject(row, other))),
  );

const fitWith = (
  row: KnowledgeRow,
  condition: ConditionOf<'with'>,
  member: Member,
  picture: Picture,
): Fit | null => {
  const partners = partnersOf(row, condition, member, picture);
  const proven = partners.find((other) => phaseOf(picture, member, other) === condition.phase);
  if (proven) return { kind: 'applies', row, beside: [proven] };
  const unproven = partners.find((other) => phaseOf(picture, member, other) === 'unknown');
  return unproven ? { kind: 'phase-unknown', row, beside: [unproven] } : null;
};

const fitWithout = (row: KnowledgeRow, { partner }: ConditionOf<'without'>, picture: Picture): Fit | null => {
  const others = picture.members.filter(({ alteration }) => matches(partner, alteration));
  if (others.some(({ presence }) => presence === 'present')) return null;
  const absent = others.length > 0 && others.every(({ presence }) => presence === 'absent');
  return { kind: absent ? 'applies' : 'open', row, beside: others };
};

const fitBackground = (row: KnowledgeRow, { partner }: ConditionOf<'background'>, picture: Picture): Fit => {
  const beside = picture.members.filter(
    ({ alteration, presence }) => presence === 'present' && matches(partner, alteration),
  );
  return { kind: beside.length > 0 ? 'applies' : 'open', row, beside };
};

/** How a row fits one present alteration; `null` when the row does not speak of it. */
export const fitOf = (row: KnowledgeRow, member: Member, picture: Picture): Fit | null => {
  const { condition } = row;
  if (condition?.kind === 'with') return fitWith(row, condition, member, picture);
  if (!isSubject(row, member)) return null;
  if (condition === undefined) return { kind: 'applies', row, beside: [] };
  return condition.kind === 'without'
    ? fitWithout(row, condition, picture)
    : fitBackground(row, condition, picture);
};

/** Alterations whose absence some row needs: looked for even where no report names them. */
export const neededNegatives = (rows: readonly KnowledgeRow[]): readonly Alteration[] => {
  const found = rows.flatMap(({ condition }) =>
    condition?.kind === 'without' ? namedBy(condition.partner) : [],
  );
  return [...new Map(found.map((each) => [each.key, each])).values()];
};

/** Do two alterations make a pair of some compound row, so that their phase matters? */
export const isCompound = (rows: readonly KnowledgeRow[], a: Alteration, b: Alteration): boolean =>
  rows.some(({ condition, subjects }) => {
    if (condition?.kind !== 'with') return false;
    const pairs = (one: Alteration, other: Alteration): boolean =>
      matches(condition.partner, other) && subjects.some((pattern) => matches(pattern, one));
    return a.key !== b.key && (pairs(a, b) || pairs(b, a));
  });
