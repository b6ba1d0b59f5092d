import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag, type Lost } from '@leptotrace/rules';
import {
  type CallState,
  type Discordance,
  type DiscordanceClass,
  type SamplePair,
  type SampleState,
} from './answer';

type Seen = 'DETECTED' | 'NOT_DETECTED' | 'NE';

const seen = (state: CallState | undefined): Seen =>
  state === 'DETECTED' || state === 'NOT_DETECTED' ? state : 'NE';

/** The table of 10.4: CSF, then plasma. */
const CLASSES: Readonly<Record<Seen, Readonly<Record<Seen, DiscordanceClass>>>> = {
  DETECTED: { NOT_DETECTED: 'CSF_PRIVATE', DETECTED: 'SHARED', NE: 'CSF_DETECTED_PLASMA_NE' },
  NOT_DETECTED: { DETECTED: 'PLASMA_PRIVATE', NOT_DETECTED: 'NEITHER', NE: 'NE' },
  NE: { DETECTED: 'PLASMA_DETECTED_CSF_NE', NOT_DETECTED: 'NE', NE: 'NE' },
};

/** Class of a pair of states; a state that says nothing counts as NE. Specification 10.4, pairing. */
export const discordanceClass = (
  csf: CallState | undefined,
  plasma: CallState | undefined,
): DiscordanceClass => CLASSES[seen(csf)][seen(plasma)];

/** What may keep an alteration of plasma from being called private to it. */
export interface Caveats {
  readonly germline: boolean;
  readonly chipPossible: boolean;
}

/** Does a line of therapy begin between two days? A sample of its first day was taken before it. */
const isChanged = (a: EpochDay, b: EpochDay, lineChanges: readonly EpochDay[]): boolean =>
  lineChanges.some((day) => day >= Math.min(a, b) && day < Math.max(a, b));

const near50 = ({ vafPct }: SampleState, { germlineBandPoints }: Configuration): boolean =>
  vafPct !== null && Math.abs(vafPct - 50) <= germlineBandPoints;

const PRIVATE: ReadonlySet<DiscordanceClass> = new Set(['CSF_PRIVATE', 'PLASMA_PRIVATE']);

interface Judged {
  readonly class: DiscordanceClass;
  readonly rule: string;
  readonly lost: readonly Lost[];
}

/** A germline variant is private to nothing; a gene of clonal haematopoiesis not to plasma. */
const withCaveats = (found: DiscordanceClass, { germline, chipPossible }: Caveats): Judged => {
  const withheld = (rule: string, reason: string): Judged => ({
    class: 'NE',
    rule,
    lost: [{ rule: `GENO-10.4-${found}`, value: found, reason }],
  });
  if (germline && PRIVATE.has(found))
    return withheld('GENO-10.4-germline', 'a germline variant is private to no compartment');
  if (chipPossible && found === 'PLASMA_PRIVATE')
    return withheld('GENO-10.4-CHIP', 'the variant may come from blood cells');
  return { class: found, rule: `GENO-10.4-${found === 'NE' ? 'pair-other' : found}`, lost: [] };
};

export interface PairingContext {
  readonly lineChanges: readonly EpochDay[];
  readonly caveats: Caveats;
  readonly config: Configuration;
}

interface Partners {
  readonly csf: SampleState | null;
  readonly plasma: SampleState | null;
  /** The nearest sample was refused because the line of therapy changed between. */
  readonly changed: boolean;
}

const flagsOf = (
  { csf, plasma, changed }: Partners,
  { caveats, config }: PairingContext,
): readonly Flag[] => {
  const flags: Flag[] = [];
  if (changed) flags.push('LINE_CHANGE_BETWEEN');
  if (caveats.germline) flags.push('GERMLINE');
  if (csf && plasma && near50(csf, config) && near50(plasma, config)) flags.push('GERMLINE_POSSIBLE');
  if (caveats.chipPossible && plasma?.state === 'DETECTED') flags.push('CHIP_POSSIBLE');
  return flags;
};

const pairOf = (partners: Partners, context: PairingContext): SamplePair => {
  const { csf, plasma } = partners;
  const judged = withCaveats(discordanceClass(csf?.state, plasma?.state), context.caveats);
  const flags = flagsOf(partners, context);
  const day = Math.max(...[csf, plasma].flatMap((each) => (each ? [each.day] : [])));
  const gapDays = csf && plasma ? Math.abs(csf.day - plasma.day) : null;
  return {
    class: judged.class,
    csf,
    plasma,
    gapDays,
    flags,
    why: {
      rule: judged.rule,
      value: judged.class,
      day,
      sums: { pairWindowDays: context.config.pairWindowDays, ...(gapDays === null ? {} : { gapDays }) },
      because: [csf, plasma].flatMap((each) => (each ? [each.why] : [])),
      ...(judged.lost.length > 0 ? { lost: judged.lost } : {}),
      ...(flags.length > 0 ? { flags } : {}),
    },
  };
};

interface Nearest {
  readonly sample: SampleState | null;
  readonly changed: boolean;
}

/** Nearest sample within the window without a change of line between; of two as near, the earlier. */
const nearest = (
  to: SampleState,
  others: readonly SampleState[],
  { lineChanges, config }: PairingContext,
): Nearest => {
  const near = others
    .filter(({ day }) => Math.abs(day - to.day) <= config.pairWindowDays)
    .sort((a, b) => Math.abs(a.day - to.day) - Math.abs(b.day - to.day) || a.day - b.day);
  const sample = near.find(({ day }) => !isChanged(day, to.day, lineChanges)) ?? null;
  return { sample, changed: sample === null && near.length > 0 };
};

const dayOf = ({ csf, plasma }: SamplePair): EpochDay =>
  Math.max(csf?.day ?? -Infinity, plasma?.day ?? -Infinity);

const NOTHING: SamplePair = {
  class: 'NE',
  csf: null,
  plasma: null,
  gapDays: null,
  flags: [],
  why: { rule: 'GENO-10.4-pair-other', value: 'NE' },
};

/**
 * Pairs CSF with plasma: every CSF sample with the nearest plasma sample, and what is left alone.
 * The class of the alteration is that of the last real pair (of two that end on one day, the nearer),
 * else of the last sample alone.
 *
 * @param csf series of CSF, one state a day; `plasma` likewise.
 */
export const pairSamples = (
  csf: readonly SampleState[],
  plasma: readonly SampleState[],
  context: PairingContext,
): Discordance => {
  const fromCsf = csf.map((sample) => ({ csf: sample, found: nearest(sample, plasma, context) }));
  const used = new Set(fromCsf.flatMap(({ found }) => (found.sample ? [found.sample.day] : [])));
  const pairs = [
    ...fromCsf.map(({ csf: sample, found }) =>
      pairOf({ csf: sample, plasma: found.sample, changed: found.changed }, context),
    ),
    ...plasma
      .filter(({ day }) => !used.has(day))
      .map((sample) => {
        // Its nearest CSF sample may have found a nearer plasma sample: it is still its partner.
        const found = nearest(sample, csf, context);
        return pairOf({ csf: found.sample, plasma: sample, changed: found.changed }, context);
      }),
  ].sort(
    (a, b) =>
      // Of pairs that end on one day the nearest comes last: it decides.
      dayOf(a) - dayOf(b) ||
      (b.gapDays ?? Infinity) - (a.gapDays ?? Infinity) ||
      (a.csf?.day ?? -1) - (b.csf?.day ?? -1),
  );
  const decides = pairs.findLast((pair) => pair.csf && pair.plasma) ?? pairs.at(-1) ?? NOTHING;
  return { ...decides, pairs };
};
