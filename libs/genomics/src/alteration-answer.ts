import { isAnticancer } from '@leptotrace/clinical';
import { type EpochDay } from '@leptotrace/kernel';
import { factsOf, type Configuration, type Flag } from '@leptotrace/rules';
import {
  type AlterationAnswer,
  type CompartmentEffect,
  type Discordance,
  type Emergence,
  type PhaseFinding,
  type SpecimenStanding,
} from './answer';
import { caveatsOf } from './caveats';
import { clearanceOf, leastCleared } from './clearance';
import { type Tracked } from './drivers';
import { emergencesOf } from './emergence';
import { TRANSCRIPTS, type Alteration } from './hgvs';
import { drugKeyOf, effectOf } from './knowledge/effects';
import { FIRST_WITH_THIRD } from './knowledge/entry';
import { fitOf } from './knowledge/match';
import { drugsOfGene, KNOWLEDGE } from './knowledge/table';
import {
  GENOMIC_COMPARTMENTS,
  genomicCompartmentOf,
  MOLECULAR_SPECIMENS,
  type Exposure,
  type MolecularSpecimen,
} from './model';
import { pairSamples } from './pairing';
import { type CompartmentPicture } from './picture';
import { standingOf } from './standing';
import { trendsOf, type Driver } from './trend';

export interface AnswerContext {
  readonly exposures: readonly Exposure[];
  readonly lineChanges: readonly EpochDay[];
  readonly driver: Tracked | null;
  readonly pictures: readonly CompartmentPicture[];
  readonly config: Configuration;
}

/** The driver with which an alteration is compared; never with itself. */
const driverFor = ({ alteration }: Tracked, { driver }: AnswerContext): Driver | null => {
  if (!driver || driver.alteration.key === alteration.key) return null;
  const vafs = new Map(
    driver.states.flatMap((found) => (found.quantifiable ? [[found.factId, found.vafPct] as const] : [])),
  );
  return { key: driver.alteration.key, vafPctOf: (factId) => vafs.get(factId) ?? null };
};

const specimenStanding = (
  tracked: Tracked,
  specimen: MolecularSpecimen,
  context: AnswerContext,
): SpecimenStanding => {
  const states = tracked.states.filter((found) => found.specimen === specimen);
  const standing = standingOf(states);
  return {
    ...standing,
    specimen,
    compartment: genomicCompartmentOf(specimen),
    trends: trendsOf(states, driverFor(tracked, context), context.config),
    clearance: clearanceOf(standing.history, context.config),
  };
};

const isGiven = ({ agent, name }: Exposure): boolean =>
  isAnticancer({ agent, printedName: name, anticancer: true });

/** Drugs that an answer lists: those given against the cancer, and those of the gene's table. */
const drugsFor = ({ gene }: Alteration, exposures: readonly Exposure[]): readonly string[] =>
  [...new Set([...exposures.filter(isGiven).map(drugKeyOf), ...drugsOfGene(gene)])].sort();

const sameEffect = (a: CompartmentEffect, b: CompartmentEffect): boolean =>
  a.drug === b.drug && a.rule === b.rule && a.effect === b.effect && a.with.join() === b.with.join();

/** Equal effects of several compartments become one. */
const merged = (effects: readonly CompartmentEffect[]): readonly CompartmentEffect[] => {
  const found: CompartmentEffect[] = [];
  for (const effect of effects) {
    const at = found.findIndex((other) => sameEffect(other, effect));
    const there = found[at];
    if (!there) found.push(effect);
    else
      found[at] = {
        ...there,
        compartments: [...there.compartments, ...effect.compartments],
        why: { rule: there.rule, value: there.effect, because: [there.why, effect.why] },
      };
  }
  return found;
};

const effectsIn = (
  { alteration }: Tracked,
  { pictures, exposures }: AnswerContext,
): readonly CompartmentEffect[] =>
  drugsFor(alteration, exposures).flatMap((drug) =>
    merged(
      pictures.flatMap(({ compartment, picture }) => {
        const member = picture.members.find((each) => each.alteration.key === alteration.key);
        if (member?.presence !== 'present') return [];
        const effect = effectOf(member, picture, drug);
        // A combination is listed only where the table speaks of it.
        if (drug === FIRST_WITH_THIRD && effect.rule === 'GENO-10-absent') return [];
        return [{ ...effect, compartments: [compartment] }];
      }),
    ),
  );

const remarksOn = (alteration: Alteration, { pictures }: AnswerContext): AlterationAnswer['remarks'] => {
  const found = KNOWLEDGE.flatMap((row) => {
    if (row.remark === undefined) return [];
    const speaks = pictures.some(({ picture }) =>
      picture.members.some(
        (member) =>
          member.alteration.key === alteration.key &&
          member.presence === 'present' &&
          fitOf(row, member, picture) !== null,
      ),
    );
    return speaks ? [{ rule: row.rule, remark: row.remark }] : [];
  });
  return found;
};

const discordanceOf = (tracked: Tracked, context: AnswerContext): Discordance => {
  const series = (compartment: string) =>
    standingOf(tracked.states.filter((found) => genomicCompartmentOf(found.specimen) === compartment))
      .history;
  return pairSamples(series('csf'), series('plasma'), {
    lineChanges: context.lineChanges,
    config: context.config,
    caveats: caveatsOf(tracked.alteration.gene, tracked.states),
  });
};

const overallClearance = (specimens: readonly SpecimenStanding[]): AlterationAnswer['clearance'] => {
  const of = (liquid: boolean) =>
    leastCleared(
      specimens
        .filter(({ compartment }) => (compartment !== 'tissue') === liquid)
        .map(({ clearance }) => clearance),
    );
  return of(true) ?? of(false);
};

interface Parts {
  readonly compartments: AlterationAnswer['compartments'];
  readonly specimens: readonly SpecimenStanding[];
  readonly emergence: readonly Emergence[];
  readonly discordance: Discordance;
  readonly phase: readonly PhaseFinding[];
}

const partsOf = (tracked: Tracked, context: AnswerContext): Parts => {
  const specimens = MOLECULAR_SPECIMENS.filter((specimen) =>
    tracked.states.some((found) => found.specimen === specimen),
  ).map((specimen) => specimenStanding(tracked, specimen, context));
  return {
    specimens,
    compartments: GENOMIC_COMPARTMENTS.map((compartment) => ({
      ...standingOf(tracked.states.filter((found) => genomicCompartmentOf(found.specimen) === compartment)),
      compartment,
    })),
    emergence: specimens.flatMap(({ history }) => emergencesOf(history, context.exposures, context.config)),
    discordance: discordanceOf(tracked, context),
    phase: context.pictures.flatMap(({ phaseOf }) => phaseOf(tracked.alteration.key)),
  };
};

const flagsIn = ({ alteration }: Tracked, parts: Parts): readonly Flag[] => {
  const all = [
    ...alteration.flags,
    ...parts.compartments.flatMap(({ flags }) => flags),
    // Emergence and clearance are told of one kind of specimen, where another of the compartment may outweigh it.
    ...parts.specimens.flatMap(({ flags }) => flags),
    ...parts.discordance.flags,
    ...parts.phase.flatMap(({ flags }) => flags),
    ...parts.emergence.flatMap(({ mayHaveEnded }) =>
      mayHaveEnded ? ['EXPOSURE_MAY_HAVE_ENDED' as const] : [],
    ),
  ];
  return [...new Set(all)].sort();
};

/** Everything that the samples and exposures tell of one alteration. */
export const answerOn = (tracked: Tracked, context: AnswerContext): AlterationAnswer => {
  const { alteration } = tracked;
  const parts = partsOf(tracked, context);
  const flags = flagsIn(tracked, parts);
  const why = {
    rule: alteration.kind === 'unread' ? 'GENO-10-unread' : 'GENO-10-alteration',
    value: alteration.key,
    because: [...parts.compartments, parts.discordance, ...parts.emergence].map((part) => part.why),
    ...(flags.length > 0 ? { flags } : {}),
  };
  return {
    key: alteration.key,
    gene: alteration.gene,
    transcripts: TRANSCRIPTS[alteration.gene] ?? [],
    name: alteration.name,
    shown: alteration.shown,
    kind: alteration.kind,
    ...parts,
    trends: parts.specimens.flatMap(({ trends }) => trends),
    clearance: overallClearance(parts.specimens),
    effects: effectsIn(tracked, context),
    remarks: remarksOn(alteration, context),
    flags,
    facts: factsOf(why),
    why,
  };
};
