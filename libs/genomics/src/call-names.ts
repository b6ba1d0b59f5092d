import { type Flag } from '@leptotrace/rules';
import { unread } from './alteration';
import { geneSymbol, parseAlteration, type Alteration } from './hgvs';
import { type MolecularCall } from './model';
import { mayCause, parseCoding, type Coding } from './names/coding';
import { covers } from './names/coverage';
import { usual } from './names/tidy';

/** What stands in a field that says nothing. */
const EMPTY =
  /^(?:|-|\.|\?|n\/?a|n\.a\.|nd|none|null|unknown|not (?:stated|available|provided)|p\.\(?\?\)?)$/i;

/** The names of a call that say something; the first one is always there. */
const namesOf = ({ alteration, hgvsP, hgvsC }: MolecularCall): readonly string[] => [
  alteration,
  ...[hgvsP, hgvsC].flatMap((name) => (name === null || EMPTY.test(name.trim()) ? [] : [name])),
];

interface Names {
  readonly all: readonly Alteration[];
  readonly read: readonly Alteration[];
  /** Coding changes that the table of hotspots does not have: their place is all that they say. */
  readonly codings: readonly Coding[];
  /** Names that say something that nobody could read. */
  readonly lost: readonly Alteration[];
}

const codingOf = ({ name }: Alteration): Coding | null => parseCoding(usual(name));

const namesIn = (call: MolecularCall): Names => {
  const all = namesOf(call).map((name) => parseAlteration(call.gene, name, call.fusionPartner));
  const open = all.filter(({ kind }) => kind === 'unread');
  return {
    all,
    read: all.filter(({ kind }) => kind !== 'unread'),
    codings: open.flatMap((each) => codingOf(each) ?? []),
    lost: open.filter((each) => codingOf(each) === null),
  };
};

const unique = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

const disagreement = (call: MolecularCall, { all }: Names): Alteration => ({
  ...unread(
    geneSymbol(call.gene),
    namesOf(call).join(' / '),
    unique(all.flatMap(({ gene, mayBeOf }) => [gene, ...mayBeOf])),
  ),
  flags: ['UNREAD_NAME', 'NAMES_DISAGREE'],
});

const agrees = ({ all, codings }: Names, { change }: Alteration): boolean =>
  !all.some(({ flags }) => flags.includes('NAMES_DISAGREE')) &&
  codings.every((coding) => change === null || mayCause(coding, change));

const codingIn = ({ read, codings }: Names): string | null =>
  read.find(({ coding }) => coding !== null)?.coding ?? codings[0]?.name ?? null;

/**
 * Alteration of a call, by all the names that it has: the narrowest of those that mean the same. Names that do
 * not mean the same are not read at all, and kept as printed. Where one of them could not be read, the others
 * stand, and what it may have been stays open. Specification 10, names; R7.
 */
export const alterationOf = (call: MolecularCall): Alteration => {
  const names = namesIn(call);
  const { all, read, lost } = names;
  if (read.length === 0 && all.length === 1) return all[0] as Alteration;
  const one = read.find((each) => read.every((other) => other.key === each.key || covers(other, each)));
  if (!one) return read.length > 0 ? disagreement(call, names) : (all[0] as Alteration);
  if (!agrees(names, one)) return disagreement(call, names);
  const mayBeOf = unique(lost.flatMap((each) => each.mayBeOf));
  const flags: readonly Flag[] = mayBeOf.length > 0 ? [...one.flags, 'UNREAD_NAME'] : one.flags;
  return { ...one, coding: codingIn(names), mayBeOf, flags: [...unique(flags)].sort() };
};
