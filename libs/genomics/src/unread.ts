import { oncePer } from '@leptotrace/kernel';
import { isStatement, readCalls, type ReadCall, type ReadSample } from './calls';
import { ANY_GENE, geneSymbol, type Alteration } from './hgvs';
import { type MolecularCall } from './model';
import { isKnownGene } from './names/known-genes';

/** A finding that was not understood, and of which genes it may be. */
export interface UnreadFinding {
  readonly key: string;
  readonly printed: string;
  readonly genes: readonly string[];
  readonly what: 'name' | 'gene';
}

type WithPanel = Pick<ReadSample, 'panelGenes'>;

const hasGene = ({ panelGenes }: WithPanel, gene: string): boolean =>
  isKnownGene(gene) || (panelGenes ?? []).some((each) => geneSymbol(each) === gene);

const unreadOf = (sample: WithPanel, { alteration, call }: ReadCall): readonly UnreadFinding[] => {
  // Nothing was found, whatever its name.
  if (call.status === 'not-detected') return [];
  const found = { key: alteration.key, printed: call.alteration };
  if (isStatement(alteration)) return [];
  if (!hasGene(sample, alteration.gene))
    return call.status === 'not-evaluable' ? [] : [{ ...found, genes: [ANY_GENE], what: 'gene' }];
  return alteration.mayBeOf.length > 0 ? [{ ...found, genes: alteration.mayBeOf, what: 'name' }] : [];
};

/** What a report found and nobody could read. */
export const unreadIn = oncePer((sample: ReadSample): readonly UnreadFinding[] =>
  sample.read.flatMap((each) => unreadOf(sample, each)),
);

/** What of one line of a report could not be read: its name or its gene; `null`: all was. */
export const unreadCall = (call: MolecularCall, panelGenes: readonly string[] | null): UnreadFinding | null =>
  readCalls(call).flatMap((each) => unreadOf({ panelGenes }, each))[0] ?? null;

/** The unread finding that an alteration may be; `undefined`: none. An unread name is not another. */
export const mayBeUnread = (
  unread: readonly UnreadFinding[],
  { gene, key }: Alteration,
): UnreadFinding | undefined =>
  unread.find((found) => found.key !== key && [gene, ANY_GENE].some((each) => found.genes.includes(each)));
