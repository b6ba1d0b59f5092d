import { digestOf, type JsonValue } from '@leptotrace/kernel';
import { ALK_ROWS } from './alk';
import { EGFR_ROWS } from './egfr';
import { type KnowledgeRow } from './entry';
import { ERBB2_KRAS_ROWS } from './erbb2-kras';
import { OFF_TARGET_ROWS } from './off-target';
import { ROS1_MET_RET_ROWS } from './ros1-met-ret';

/** Every row; an earlier row comes before a later one that speaks of the same. */
export const KNOWLEDGE: readonly KnowledgeRow[] = [
  ...EGFR_ROWS,
  ...ALK_ROWS,
  ...ROS1_MET_RET_ROWS,
  ...ERBB2_KRAS_ROWS,
  ...OFF_TARGET_ROWS,
];

/** Raise it with every change of the table. */
export const KNOWLEDGE_VERSION = '1.1.0';

/** Of the whole table: two answers with one digest read the same knowledge. */
export const KNOWLEDGE_DIGEST: string = digestOf(KNOWLEDGE as unknown as JsonValue);

/** Drugs that the table of a gene names, sorted: the effects that an answer lists without exposure. */
export const drugsOfGene = (gene: string): readonly string[] =>
  [
    ...new Set(
      KNOWLEDGE.filter(({ table }) => table === gene).flatMap(({ entries }) =>
        entries.flatMap(({ drugs }) => drugs),
      ),
    ),
  ].sort();
