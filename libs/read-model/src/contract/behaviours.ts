/** Every behaviour that a store of read models must show; the documentation prints this table. */
export interface ReadModelBehaviour {
  readonly id: string;
  readonly title: string;
  readonly needs?: 'reopen' | 'failMidStep';
}

export const READ_MODEL_CONTRACT = [
  { id: 'R01', title: 'applies a step once, however often it is delivered' },
  { id: 'R02', title: 'refuses a step that begins behind the checkpoint, and writes nothing of it' },
  { id: 'R03', title: 'answers already-applied to a step that ends at or before the checkpoint' },
  { id: 'R04', title: 'fences a step of an earlier epoch once a later one has claimed the generation' },
  {
    id: 'R05',
    title: 'gives the lease to one owner at a time, renews it for that owner, and lets it expire',
  },
  { id: 'R06', title: 'raises the epoch with each change of hands, and never lets it fall' },
  { id: 'R07', title: 'writes rows and checkpoint together or not at all', needs: 'failMidStep' },
  { id: 'R08', title: 'replaces the row of a key, and deletes it' },
  { id: 'R09', title: 'pages through every row once, in plain order of keys, for any page size' },
  { id: 'R10', title: 'shows rows and checkpoint of one instant while steps are being applied' },
  { id: 'R11', title: 'swaps to a new generation without a read that fails or finds nothing' },
  { id: 'R12', title: 'falls back to the generation activated last until the own definition is built' },
  { id: 'R13', title: 'fences steps of a dropped generation, and never gives its number again' },
  { id: 'R14', title: 'gives the same pages for the same changes in other batches' },
  { id: 'R15', title: 'keeps one order when two projectors race, and applies nothing twice' },
  { id: 'R16', title: 'hints within a second that a step was applied, to other instances as well' },
  { id: 'R17', title: 'keeps rows, checkpoints and epochs when it is opened again', needs: 'reopen' },
  { id: 'R18', title: 'answers null where nothing was ever built' },
  { id: 'R20', title: 'takes rows ahead of their checkpoint, which stays where it is' },
  { id: 'R21', title: 'keeps the mark of the last event with the step, and until another one comes' },
  { id: 'R19', title: 'fails with ReadModelUnavailable after close, and closes twice' },
] as const satisfies readonly ReadModelBehaviour[];

export type ReadModelBehaviourId = (typeof READ_MODEL_CONTRACT)[number]['id'];
