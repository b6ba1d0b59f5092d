declare const brand: unique symbol;

/** A primitive that does not mix with others of the same shape: a `PatientId` is no `FactId`. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
