import type { SdtmRecord } from './records';

const isSame = (a: string | undefined, b: string | undefined): boolean =>
  a !== undefined && b !== undefined && (a === b || Number(a) === Number(b));

/** Is the row a parent of the qualifier? Without IDVAR it qualifies the subject's rows of that domain. */
const isParent = (record: SdtmRecord, { cells }: SdtmRecord): boolean => {
  if (record.domain !== cells['RDOMAIN']?.toUpperCase()) return false;
  const idVariable = cells['IDVAR']?.toUpperCase();
  return idVariable === undefined || isSame(record.cells[idVariable], cells['IDVARVAL']);
};

const isQualifier = ({ domain }: SdtmRecord): boolean => domain.startsWith('SUPP');

/** What a qualifier adds: never over a cell that the row has itself. */
const qualified = (record: SdtmRecord, own: readonly SdtmRecord[]): SdtmRecord => {
  if (own.length === 0) return record;
  const added = own.flatMap(({ cells }) =>
    cells['QNAM'] !== undefined && cells['QVAL'] !== undefined
      ? [[cells['QNAM'].toUpperCase(), cells['QVAL']] as const]
      : [],
  );
  return { ...record, cells: { ...Object.fromEntries(added), ...record.cells }, qualifiers: own };
};

/** Rows of one subject with those of SUPP-- joined to their parents; a qualifier without parent stays a row. */
export const withQualifiers = (records: readonly SdtmRecord[]): readonly SdtmRecord[] => {
  const qualifiers = records.filter(isQualifier);
  if (qualifiers.length === 0) return records;
  const rows = records.filter((record) => !isQualifier(record));
  const orphans = qualifiers.filter((each) => !rows.some((record) => isParent(record, each)));
  return [
    ...rows.map((record) =>
      qualified(
        record,
        qualifiers.filter((each) => isParent(record, each)),
      ),
    ),
    ...orphans,
  ];
};
