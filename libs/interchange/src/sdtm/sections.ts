/** Columns as a spreadsheet parts them: by comma, or, where numbers have a decimal comma, by something else. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

/** One header and the rows under it, with the separator that the header was written with. */
export interface Section {
  readonly header: readonly string[];
  readonly delimiter: string;
  /** Line of the file that the header stands on. */
  readonly line: number;
  readonly rows: string;
}

export interface Sections {
  readonly sections: readonly Section[];
  /** First line with anything on it that stands under no header; 0: none. */
  readonly stray: number;
}

/** A line that tells Excel the separator, and nobody else anything. */
const SEPARATOR_LINE = /^"?sep=.?"?$/i;

const namesIn = (line: string, delimiter: string): readonly string[] =>
  line.split(delimiter).map((cell) => cell.replaceAll('"', '').trim().toUpperCase());

/** A header of SDTM names its domain and the study or the subject; qualifiers name that of their parents. */
const isHeader = (names: readonly string[]): boolean =>
  (names.includes('DOMAIN') || names.includes('RDOMAIN')) &&
  (names.includes('USUBJID') || names.includes('STUDYID'));

const headerOf = (line: string): Pick<Section, 'header' | 'delimiter'> | null => {
  if (!/DOMAIN/i.test(line)) return null;
  for (const delimiter of DELIMITERS) {
    const header = namesIn(line, delimiter);
    if (isHeader(header)) return { header, delimiter };
  }
  return null;
};

const linesOf = (text: string): readonly string[] => text.replace(/^\uFEFF/, '').split(/\r\n|\n|\r/);

/** Parts of a file, each under its own header; one file after the other gives one part after the other. */
export const sectionsOf = (text: string): Sections => {
  const found: (Omit<Section, 'rows'> & { readonly rows: string[] })[] = [];
  let stray = 0;
  for (const [at, raw] of linesOf(text).entries()) {
    const line = raw.replace(/^\uFEFF/, '');
    const header = headerOf(line);
    if (header) found.push({ ...header, line: at + 1, rows: [] });
    // An emptied line keeps the count of lines right.
    else if (SEPARATOR_LINE.test(line.trim())) found.at(-1)?.rows.push('');
    else if (found.length > 0) found.at(-1)?.rows.push(line);
    else if (line.trim() !== '' && stray === 0) stray = at + 1;
  }
  return { sections: found.map(({ rows, ...section }) => ({ ...section, rows: rows.join('\n') })), stray };
};

/** Does the text begin as SDTM-like CSV does? */
export const looksLikeSdtm = (text: string): boolean => {
  const first = linesOf(text.slice(0, 20_000)).find(
    (line) => line.trim() !== '' && !SEPARATOR_LINE.test(line.trim()),
  );
  return first !== undefined && headerOf(first.replace(/^\uFEFF/, '')) !== null;
};
