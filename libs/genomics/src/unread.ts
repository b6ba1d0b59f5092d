import { oncePer } from '@leptotrace/kernel';
import { isStatement, type ReadCall, type ReadSample } from './calls';
import { ANY_GENE, geneSymbol, type Alteration } from './hgvs';
import { isKnownGene } from './names/known-genes';

/** A finding that was not understood, and of which genes it may be. */
export interface UnreadFinding {
  readonly key: string;
  readonly printed: string;
  readonly genes: readonly string[];
  readonly what: 'name' | 'gene';
}

const hasGene = ({ panelGenes }: ReadSample, gene: string): boolean =>
  isKnownGene(gene) || (panelGenes ?? []).some((each) => geneSymbol(each) === gene);

const unreadOf = (sample: ReadSample, { alteration, call }: ReadCall): readonly UnreadFinding[] => {
  // Nothing was found, whatever its name.
  if (call.status === 'not-detected') return [];
  const found = { key: alteration.key, printed: call.alteration };
  if (isStatement(alteration)) return [];
  if (!hasGene(sample, alteration.gene)) return [{ ...found, genes: [ANY_GENE], what: 'gene' }];
  return alteration.mayBeOf.length > 0 ? [{ ...found, genes: alteration.mayBeOf, what: 'name' }] : [];
};

/** What a report found and nobody could read. */
export const unreadIn = oncePer((sample: ReadSample): readonly UnreadFinding[] =>
  sample.read.flatMap((each) => unreadOf(sample, each)),
);

/** The unread finding that an alteration may be; `undefined`: none. An unread name is not another. */
export const mayBeUnread = (
  unread: readonly UnreadFinding[],
  { gene, key }: Alteration,
): UnreadFinding | undefined =>
  unread.find((found) => found.key !== key && [gene, ANY_GENE].some((each) => found.genes.includes(each)));
