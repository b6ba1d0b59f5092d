import { type Configuration } from '@leptotrace/rules';
import { answerOn, type AnswerContext } from './alteration-answer';
import { type GeneStatement, type ResistanceAnswer, type ResistanceSignal } from './answer';
import { alterationsOf, isStatement, readSamples, type ReadSample } from './calls';
import { driverOf, type Tracked } from './drivers';
import { type Alteration } from './hgvs';
import { neededNegatives } from './knowledge/match';
import { KNOWLEDGE, KNOWLEDGE_DIGEST, KNOWLEDGE_VERSION } from './knowledge/table';
import { GENOMIC_COMPARTMENTS, MOLECULAR_SPECIMENS, type ResistanceInput } from './model';
import { pictureOf } from './picture';
import { t790mLoss } from './signals';
import { seriesOf } from './standing';
import { stateIn } from './states';

const T790M = 'EGFR p.Thr790Met';

/** What reports say of a gene that is neither an alteration nor a negative; kept as printed. */
const statementsOf = (samples: readonly ReadSample[]): readonly GeneStatement[] =>
  samples.flatMap(({ read, day, specimen, factId }) =>
    read
      .filter(({ alteration }) => isStatement(alteration))
      .map(({ alteration, call }) => ({
        gene: alteration.gene,
        printed: call.alteration,
        kind: alteration.kind,
        day,
        specimen,
        factId,
      }))
      .sort((a, b) => (a.gene < b.gene ? -1 : a.gene > b.gene ? 1 : a.printed < b.printed ? -1 : 1)),
  );

const signalsOf = (
  { states }: Tracked,
  { exposures }: ResistanceInput,
  config: Configuration,
): readonly ResistanceSignal[] =>
  MOLECULAR_SPECIMENS.flatMap((specimen) => {
    const series = seriesOf(states.filter((found) => found.specimen === specimen));
    return t790mLoss(series, exposures, config) ?? [];
  });

/**
 * The resistance picture of one patient: every alteration that a report names, by compartment and
 * specimen, with its trend, clearance, emergence, discordance between CSF and plasma, phase and what
 * the table says of each drug. The same samples give the same answer in whatever order they arrive.
 * Specification 10. Curated facts; no therapy is chosen.
 */
export const resistanceOf = (input: ResistanceInput, config: Configuration): ResistanceAnswer => {
  const samples = readSamples(input.samples);
  const track = (alteration: Alteration): Tracked => ({
    alteration,
    states: samples.map((sample) => stateIn(sample, alteration, config)),
  });
  const named = alterationsOf(samples).map(track);
  const looked = neededNegatives(KNOWLEDGE)
    .filter(({ key }) => !named.some(({ alteration }) => alteration.key === key))
    .map(track);
  const context: AnswerContext = {
    exposures: input.exposures,
    lineChanges: input.lineChanges,
    driver: driverOf(named),
    pictures: GENOMIC_COMPARTMENTS.map((compartment) =>
      pictureOf([...named, ...looked], samples, compartment),
    ),
    config,
  };
  const alterations = named.map((tracked) => answerOn(tracked, context));
  const signals = named
    .filter(({ alteration }) => alteration.key === T790M)
    .flatMap((tracked) => signalsOf(tracked, input, config));
  return {
    alterations,
    statements: statementsOf(samples),
    signals,
    knowledge: { version: KNOWLEDGE_VERSION, digest: KNOWLEDGE_DIGEST },
    why: {
      rule: 'GENO-10-no-advice',
      value: alterations.map(({ key }) => key),
      because: [...alterations, ...signals].map(({ why }) => why),
      sums: { knowledgeVersion: KNOWLEDGE_VERSION },
    },
  };
};
