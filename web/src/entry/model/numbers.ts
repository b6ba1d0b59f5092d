/** `12,5` is twelve and a half in German; `1,234` in English and `1.234` in German may be thousands. */
const separatorsOf = (language: string): { readonly decimal: string; readonly group: string } =>
  language.startsWith('de') ? { decimal: ',', group: '.' } : { decimal: '.', group: ',' };

const PLAIN = /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i;

/**
 * The number that was typed, or `null` when it is none, or may be read in two ways: a number that could
 * be a thousand times too great is never guessed.
 */
export const parseNumber = (typed: string, language: string): number | null => {
  const { decimal, group } = separatorsOf(language);
  const text = typed.trim().replace('\u2212', '-');
  if (new RegExp(`^[+-]?[1-9]\\d{0,2}(\\${group}\\d{3})+$`).test(text)) return null;
  const plain = text.replace(decimal, '.');
  return PLAIN.test(plain) ? Number(plain) : null;
};

/** A number as it is typed in the language; read back, it is the same. */
export const numberText = (value: number, language: string): string =>
  String(value).replace('.', separatorsOf(language).decimal);
