// @ts-expect-error The library ships no types: what is read of it is told below.
import { UcumLhcUtils as utils } from '@lhncbc/ucum-lhc';

/** What a UCUM expression measures, by its base units, and how much of them it is. */
export interface UcumReading {
  /** Powers of metre, second, gram, radian, kelvin, coulomb and candela, joined by commas. */
  readonly dimension: string;
  /** UCUM counts moles as a number; here they are told apart. */
  readonly moles: number;
  /** Arbitrary units ([IU]) measure nothing but themselves. */
  readonly isArbitrary: boolean;
  readonly magnitude: number;
}

/** The part of the library's unit that is read. */
interface LibraryUnit {
  readonly dim_: { readonly dimVec_: readonly number[] | null } | null;
  readonly magnitude_: number;
  readonly moleExp_: number;
  readonly equivalentExp_: number;
  readonly isArbitrary_: boolean;
  readonly cnv_: string | null;
}

interface Utils {
  getSpecifiedUnit(
    text: string,
    use: 'validate',
  ): { readonly unit: LibraryUnit | null; readonly retMsg: readonly string[] };
}

let library: Utils | undefined;

/** The tables of the library take 40 ms to load: only a unit that no list has needs them. */
const loaded = (): Utils => {
  library ??= (utils as { getInstance(): Utils }).getInstance();
  return library;
};

const EXPRESSION = /^[\x21-\x7e]{1,60}$/;
const NO_BASE_UNITS = '0,0,0,0,0,0,0';

/**
 * Reads an expression by the grammar of UCUM; `null`: it is none, or one that no factor converts (pH,
 * degrees). What the library would put right for the writer ("IU" as "[IU]") is none.
 */
export const readUcum = (text: string): UcumReading | null => {
  // The library reports text it cannot take on the console.
  if (!EXPRESSION.test(text)) return null;
  const { unit, retMsg } = loaded().getSpecifiedUnit(text, 'validate');
  if (!unit || retMsg.length > 0 || unit.cnv_ !== null || unit.equivalentExp_ !== 0) return null;
  return {
    dimension: unit.dim_?.dimVec_?.join() ?? NO_BASE_UNITS,
    moles: unit.moleExp_,
    isArbitrary: unit.isArbitrary_,
    magnitude: unit.magnitude_,
  };
};
