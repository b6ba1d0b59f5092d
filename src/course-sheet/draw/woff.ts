import { inflateSync } from 'node:zlib';

const WOFF_HEADER = 44;
const WOFF_ENTRY = 20;
const SFNT_HEADER = 12;
const SFNT_ENTRY = 16;

interface Table {
  readonly tag: Buffer;
  readonly checksum: number;
  readonly data: Buffer;
}

const padded = (length: number): number => Math.ceil(length / 4) * 4;

const tableAt = (woff: Buffer, at: number): Table => {
  const [offset, packedLength, length, checksum] = [4, 8, 12, 16].map((part) =>
    woff.readUInt32BE(at + part),
  ) as [number, number, number, number];
  const stored = woff.subarray(offset, offset + packedLength);
  return {
    tag: woff.subarray(at, at + 4),
    checksum,
    data: packedLength < length ? inflateSync(stored) : stored,
  };
};

/** Search fields of the header, as the format wants them. */
const searchFields = (count: number): readonly [range: number, selector: number, shift: number] => {
  const selector = Math.floor(Math.log2(count));
  const range = SFNT_ENTRY * 2 ** selector;
  return [range, selector, count * SFNT_ENTRY - range];
};

/**
 * A WOFF 1.0 file as the TrueType font that is packed in it. Unpacked once here, because fontkit unpacks
 * a table of a WOFF again for every glyph: minutes for a page of Chinese.
 */
export const unpackedWoff = (woff: Buffer): Buffer => {
  const count = woff.readUInt16BE(12);
  const tables = Array.from({ length: count }, (_, at) => tableAt(woff, WOFF_HEADER + at * WOFF_ENTRY));
  const header = Buffer.alloc(SFNT_HEADER + count * SFNT_ENTRY);
  woff.copy(header, 0, 4, 8);
  header.writeUInt16BE(count, 4);
  searchFields(count).forEach((field, at) => header.writeUInt16BE(field, 6 + 2 * at));
  let offset = header.length;
  const bodies = tables.map(({ tag, checksum, data }, at) => {
    const entry = SFNT_HEADER + at * SFNT_ENTRY;
    tag.copy(header, entry);
    [checksum, offset, data.length].forEach((field, part) =>
      header.writeUInt32BE(field, entry + 4 + 4 * part),
    );
    offset += padded(data.length);
    return Buffer.concat([data, Buffer.alloc(padded(data.length) - data.length)]);
  });
  return Buffer.concat([header, ...bodies]);
};
