import type { RowIssue } from './rows';

/** A file as text, or why it is none: nothing is ever replaced by a sign for "could not be read". */
export type ReadBytes = { readonly text: string } | { readonly issue: RowIssue };

const REPLACEMENT = '\uFFFD';
const NEWLINE = 0x0a;

const startsWith = (bytes: Buffer, ...head: readonly number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte);

/** Where the first sequence that is not UTF-8 begins; -1: everywhere well formed. */
const firstBad = (bytes: Buffer): number => {
  const text = bytes.toString('utf8');
  let offset = 0;
  let from = 0;
  for (let at = text.indexOf(REPLACEMENT); at >= 0; at = text.indexOf(REPLACEMENT, from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    const isThere = bytes.subarray(offset, offset + 3).equals(Buffer.from(REPLACEMENT));
    if (!isThere) return offset;
    offset += 3;
    from = at + 1;
  }
  return -1;
};

const decodes = (bytes: Buffer, charset: string): boolean => {
  try {
    new TextDecoder(charset, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
};

/** Runs of bytes beyond ASCII: two for each character in Chinese sets, mostly one in Western ones. */
const isInPairs = (bytes: Buffer): boolean => {
  const runs = bytes.toString('latin1').match(/[\x80-\xff]+/g) ?? [];
  return runs.filter((run) => run.length % 2 === 0).length * 2 > runs.length;
};

/** Every second byte of Latin text in UTF-16 is zero. */
const utf16Of = (bytes: Buffer): string | null => {
  if (startsWith(bytes, 0xff, 0xfe)) return 'UTF-16 (little endian)';
  if (startsWith(bytes, 0xfe, 0xff)) return 'UTF-16 (big endian)';
  const head = bytes.subarray(0, 400);
  const zeros = (parity: number): number =>
    head.filter((byte, at) => at % 2 === parity && byte === 0).length * 2;
  if (zeros(1) > head.length / 2) return 'UTF-16 (little endian)';
  return zeros(0) > head.length / 2 ? 'UTF-16 (big endian)' : null;
};

const looksLike = (bytes: Buffer): string => {
  if (startsWith(bytes, 0x50, 0x4b, 0x03, 0x04)) return 'an Excel workbook or another zip file';
  const utf16 = utf16Of(bytes);
  if (utf16) return utf16;
  return isInPairs(bytes) && decodes(bytes, 'gb18030') ? 'GBK (GB18030)' : 'Windows-1252';
};

const MEND =
  'Save it as "CSV UTF-8" (or UTF-8), or send its character set in the content type: text/csv; charset=gbk.';

const issueAt = (bytes: Buffer, offset: number, message: string): RowIssue => ({
  row: bytes.subarray(0, offset).filter((byte) => byte === NEWLINE).length + 1,
  path: '',
  message: `${message} at byte ${offset}`,
  mend: MEND,
});

const strictUtf8 = (bytes: Buffer): ReadBytes => {
  const utf16 = utf16Of(bytes);
  if (utf16) return { issue: issueAt(bytes, 0, `the file is not UTF-8: it looks like ${utf16},`) };
  const bad = firstBad(bytes);
  if (bad >= 0)
    return { issue: issueAt(bytes, bad, `the file is not UTF-8: it looks like ${looksLike(bytes)},`) };
  return { text: bytes.toString('utf8') };
};

const isUtf8 = (charset: string): boolean => /^utf-?8$/i.test(charset);

/** `utf-16` alone leaves the order of bytes to the mark at the beginning. */
const named = (bytes: Buffer, charset: string): string =>
  /^utf-?16$/i.test(charset) && startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : charset;

const inCharset = (bytes: Buffer, charset: string): ReadBytes => {
  try {
    return { text: new TextDecoder(named(bytes, charset), { fatal: true }).decode(bytes) };
  } catch (fault) {
    const message =
      fault instanceof RangeError
        ? `the character set ${JSON.stringify(charset)} is not known`
        : `the file is not ${charset}, as the content type says`;
    return { issue: { row: 0, path: '', message, mend: MEND } };
  }
};

const NO_TEXT = /\0/;

/** No text has zeros in it; a mark of the order of bytes is no part of the text. */
const asText = (text: string): ReadBytes => {
  const zero = text.search(NO_TEXT);
  if (zero < 0) return { text: text.replace(/^\uFEFF/, '') };
  const row = text.slice(0, zero).split('\n').length;
  const message = 'a zero byte, which no text holds: the file is broken, or not text';
  return { issue: { row, path: '', message, mend: 'Save it again from where it came from.' } };
};

/** The text of a file: UTF-8, or the character set that the sender names. */
export const readBytes = (bytes: Buffer, charset?: string): ReadBytes => {
  const read = charset === undefined || isUtf8(charset) ? strictUtf8(bytes) : inCharset(bytes, charset);
  return 'text' in read ? asText(read.text) : read;
};
