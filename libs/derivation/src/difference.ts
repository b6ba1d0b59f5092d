import { dayText } from '@leptotrace/kernel';
import { dayOrNull } from '@leptotrace/rules';
import { type Derived } from './derive';

/** One value that two derivations of a patient do not share. */
export interface ValueDifference {
  readonly what: string;
  readonly before: DifferingValue;
  readonly after: DifferingValue;
}
export type DifferingValue = Readonly<Record<string, string | number | null>>;

type Values = ReadonlyMap<string, DifferingValue>;

const endpointValues = ({ endpoints }: Derived): Values =>
  new Map(
    endpoints.map((found) => [
      `endpoint ${found.paramcd}`,
      {
        aval: found.aval,
        cnsr: found.cnsr,
        adt: dayOrNull(found.adt),
        cause: found.cause,
        event: found.evntdesc,
        determinacy: found.determinacy,
        range: found.adtRange && `${dayText(found.adtRange.from)}/${dayText(found.adtRange.to)}`,
      },
    ]),
  );

const responseValues = ({ criteria }: Derived): Values =>
  new Map(
    (criteria?.all ?? []).flatMap(({ criterion, compartment, responses }) =>
      responses.map((response): [string, DifferingValue] => [
        `response ${criterion} ${compartment} ${response.timePointId}`,
        { value: response.value, date: dayOrNull(response.day) },
      ]),
    ),
  );

const bestValues = ({ best }: Derived): Values =>
  new Map(
    best.flatMap(
      ({ criterion, compartment, unconfirmed, confirmed, duration }): [string, DifferingValue][] => [
        [`BOR ${criterion} ${compartment}`, { value: unconfirmed.value }],
        [`CBOR ${criterion} ${compartment}`, { value: confirmed.value }],
        [`DOR ${criterion} ${compartment}`, { aval: duration?.aval ?? null, cnsr: duration?.cnsr ?? null }],
      ],
    ),
  );

const alterationValues = ({ resistance }: Derived): Values =>
  new Map(
    resistance.alterations.map(({ key, discordance, clearance }) => [
      `alteration ${key}`,
      { discordance: discordance.class, clearance: clearance?.state ?? null },
    ]),
  );

const valuesOf = (derived: Derived): Values =>
  new Map([
    ...endpointValues(derived),
    ...responseValues(derived),
    ...bestValues(derived),
    ...alterationValues(derived),
  ]);

const ABSENT: DifferingValue = { value: null };

export interface ComparedValues {
  readonly differing: readonly ValueDifference[];
  /** How many values are the same. */
  readonly same: number;
}

/** Every value of two derivations of one patient: two rulesets, or two states of knowledge. */
export const compareValues = (before: Derived, after: Derived): ComparedValues => {
  const [was, is] = [valuesOf(before), valuesOf(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  const differing = names.flatMap((what) => {
    const [left, right] = [was.get(what) ?? ABSENT, is.get(what) ?? ABSENT];
    return JSON.stringify(left) === JSON.stringify(right) ? [] : [{ what, before: left, after: right }];
  });
  return { differing, same: names.length - differing.length };
};

/** Values that differ between two derivations of one patient. */
export const differencesOf = (before: Derived, after: Derived): readonly ValueDifference[] =>
  compareValues(before, after).differing;
