/**
 * A length as a whole number of hundredths of a millimetre: sums and thresholds are exact in it (0.4).
 * The scale is known here alone; what is told is told in millimetres.
 */
export type Length = number;

const A_MM = 100;

/** Millimetres as a length. */
export const mm = (millimetres: number): Length => Math.round(millimetres * A_MM);

/** A length, or a sum of lengths, in millimetres. */
export const inMm = (length: Length): number => length / A_MM;

/** A product of two lengths, or a sum of such, in square millimetres. */
export const inMm2 = (product: number): number => product / (A_MM * A_MM);
