import { type Fact } from '@leptotrace/clinical';
import { unreadCall } from '@leptotrace/genomics';
import { callOf } from './molecular-samples';

/** A finding of a molecular report that could not be read, told to whoever records it. */
export interface UnreadName {
  readonly check: 'name-not-read' | 'gene-not-known';
  /** JSON pointer into the fact. */
  readonly path: string;
  readonly value: string;
  readonly usual: string;
  readonly mend: string;
}

const SAYS = {
  name: {
    check: 'name-not-read',
    field: 'alteration',
    usual: 'a name such as p.Thr790Met, c.2369C>T, exon 19 deletion, amplification or EML4::ALK',
    mend: 'It is kept as printed, and no alteration of its gene is negative in this sample. Amend the name if it can be told otherwise.',
  },
  gene: {
    check: 'gene-not-known',
    field: 'gene',
    usual: 'the HGNC symbol of a gene, or one of panelGenes',
    mend: 'It is kept as printed, and nothing is negative in this report. Mend the symbol, or list the gene in panelGenes.',
  },
} as const;

/** Findings of a molecular report whose name or gene could not be read; of other facts none. R7. */
export const unreadNamesIn = (fact: Fact): readonly UnreadName[] =>
  fact.kind === 'MolecularReportIssued'
    ? fact.calls.flatMap((call, at) => {
        const found = unreadCall(callOf(call), fact.panelGenes ?? null);
        if (!found) return [];
        const { field, ...says } = SAYS[found.what];
        return [{ ...says, path: `/calls/${at}/${field}`, value: call[field] }];
      })
    : [];
