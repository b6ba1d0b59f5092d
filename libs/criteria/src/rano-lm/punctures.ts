import { type EpochDay } from '@leptotrace/kernel';
import { type Configuration, type Flag } from '@leptotrace/rules';
import { type CytologySample, type RawCytology } from '../lm-model';

export type Binary = 'pos' | 'neg' | 'NE';

const BINARY: Readonly<Record<RawCytology, Binary>> = {
  negative: 'neg',
  atypical: 'neg',
  suspicious: 'pos',
  positive: 'pos',
  insufficient: 'NE',
};

/** RANO-LM value of a raw result (3.2); a result that is not there yet says nothing. */
export const ranoLmCytology = (result: RawCytology | null): Binary =>
  result === null ? 'NE' : BINARY[result];

/** What was taken on one day, from wherever: lumbar and ventricular samples are read together (3.2). */
export interface Puncture {
  readonly day: EpochDay;
  readonly value: Binary;
  readonly factIds: readonly string[];
  /** Every negative of it came from too small a sample. */
  readonly small: boolean;
  readonly flags: readonly Flag[];
}

const isSmall = ({ volumeMl }: CytologySample, { minCsfVolumeMl }: Configuration): boolean =>
  volumeMl !== null && volumeMl < minCsfVolumeMl;

const combine = (values: readonly Binary[]): Binary => {
  if (values.includes('pos')) return 'pos';
  return values.length > 0 && values.every((value) => value === 'neg') ? 'neg' : 'NE';
};

const punctureOf = (
  samples: readonly CytologySample[],
  haematological: boolean,
  config: Configuration,
): Puncture => {
  const counted = samples.filter(({ method }) => method === 'cytology' || haematological);
  const value = combine(counted.map(({ result }) => ranoLmCytology(result)));
  const small = value === 'neg' && counted.every((sample) => isSmall(sample, config));
  const flags: Flag[] = [];
  if (counted.length < samples.length) flags.push('FLOW_CYTOMETRY_IGNORED');
  if (small) flags.push('LOW_VOLUME_NEGATIVE');
  return {
    day: (samples[0] as CytologySample).day,
    value,
    factIds: samples.map(({ factId }) => factId).sort(),
    small,
    flags,
  };
};

/** The punctures that some samples come from, ascending by day; all samples of one day are one. */
export const puncturesOf = (
  samples: readonly CytologySample[],
  haematological: boolean,
  config: Configuration,
): readonly Puncture[] =>
  [...new Set(samples.map(({ day }) => day))]
    .sort((a, b) => a - b)
    .map((day) =>
      punctureOf(
        samples.filter((sample) => sample.day === day),
        haematological,
        config,
      ),
    );
