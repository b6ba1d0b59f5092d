import { type PhaseFinding } from './answer';
import { type ReadSample } from './calls';
import { type Tracked } from './drivers';
import { isCompound, type Member, type Picture } from './knowledge/match';
import { KNOWLEDGE } from './knowledge/table';
import { genomicCompartmentOf, type GenomicCompartment } from './model';
import { phaseIn } from './phase';
import { standingOf } from './standing';

const memberIn = ({ alteration, states }: Tracked, compartment: GenomicCompartment): Member => {
  const inside = states.filter(({ specimen }) => genomicCompartmentOf(specimen) === compartment);
  const { state, history } = standingOf(inside);
  const decides = history.findLast((each) => each.state === state);
  const presence = state === 'DETECTED' ? 'present' : state === 'NOT_DETECTED' ? 'absent' : 'unclear';
  return {
    alteration,
    presence,
    amplified: decides?.amplified ?? null,
    facts: decides ? [decides.factId] : [],
  };
};

/** What stands in one compartment, with the phases that matter and how they are known. */
export interface CompartmentPicture {
  readonly compartment: GenomicCompartment;
  readonly picture: Picture;
  readonly phaseOf: (key: string) => readonly PhaseFinding[];
}

interface Pair {
  readonly one: string;
  readonly other: string;
}

const pairsOf = (members: readonly Member[]): readonly Pair[] => {
  const present = members.filter(({ presence }) => presence === 'present');
  return present.flatMap((a, at) =>
    present
      .slice(at + 1)
      .filter((b) => isCompound(KNOWLEDGE, a.alteration, b.alteration))
      .map((b) => ({ one: a.alteration.key, other: b.alteration.key })),
  );
};

/** Puts together what stands in a compartment. */
export const pictureOf = (
  tracked: readonly Tracked[],
  samples: readonly ReadSample[],
  compartment: GenomicCompartment,
): CompartmentPicture => {
  const members = tracked.map((each) => memberIn(each, compartment));
  const pairs = pairsOf(members);
  const finding = (one: string, other: string): PhaseFinding => phaseIn(samples, compartment, one, other);
  return {
    compartment,
    picture: {
      members,
      phases: pairs.map(({ one, other }) => ({ one, other, phase: finding(one, other).phase })),
    },
    phaseOf: (key) =>
      pairs.flatMap(({ one, other }) =>
        one === key ? [finding(key, other)] : other === key ? [finding(key, one)] : [],
      ),
  };
};
