import { hash } from 'node:crypto';
import { canonicalJson, type JsonValue } from './json';

/** Lower-case hexadecimal SHA-256 of UTF-8 text. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** SHA-256 of the canonical JSON of a value: equal values, equal digests. */
export const digestOf = (value: JsonValue): string => sha256(canonicalJson(value));
