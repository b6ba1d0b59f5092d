import { readFileSync } from 'node:fs';
import { fingerprintOf, publicKeyIn } from '@leptotrace/event-store';
import { textOf } from '@leptotrace/kernel';
import { checkSignature, type SignatureCheck } from '../bundles/bundle-signature';
import { checkBundle, type BundleCheck } from '../bundles/check-bundle';
import { ConfigError } from '../config/config';
import { EXIT, print, printJson } from './output';

const read = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (fault) {
    throw new ConfigError(`${file} cannot be read: ${(fault as Error).message}`);
  }
};

const summary = (checked: BundleCheck): object => {
  if (checked.kind === 'unreadable') return checked;
  const { question, digests, value } = checked.replayed;
  const { aval, cnsr, adt, determinacy } = value;
  const replayed = { question, value: { aval, cnsr, adt, determinacy }, digests };
  return { ...checked, replayed };
};

const valueText = ({ aval, adt, cnsr }: { aval: number | null; adt: string | null; cnsr: number | null }) =>
  aval === null ? 'not evaluable' : `${aval} d, ${cnsr === 0 ? 'event' : `censored (${cnsr})`} on ${adt}`;

const printCheck = (checked: BundleCheck): void => {
  if (checked.kind === 'unreadable') {
    for (const { path, message, mend } of checked.issues) print(`${path}: ${message}. ${mend}`);
    return;
  }
  const { question, digests, value, notice } = checked.replayed;
  print(`${question.paramcd} of ${question.patientId} at revision r${question.revision}. ${notice}`);
  print(`Derived again: ${valueText(value)}`);
  for (const [name, digest] of Object.entries(digests)) print(`${name.padEnd(12)}${digest}`);
  if (checked.kind === 'same') print('Everything is the same.');
  else if (checked.kind === 'same-value-other-code')
    print('Same value, other code: another build made this file, and this one derives the same.');
  else {
    const { path, stated, replayed } = checked.first;
    if (!checked.sameCode) print('Another build made this file.');
    print(`DIFFERENT, first at ${path === '' ? 'the file as a whole' : path}:`);
    print(`  the file says     ${textOf(stated)}`);
    print(`  derived again     ${textOf(replayed)}`);
  }
};

export interface CheckBundleOptions {
  readonly json?: boolean;
  readonly signature?: string;
  readonly publicKey?: string;
}

/** `null`: none was asked for. A key alone asks for a signature that is not there. */
const signatureOf = (bundle: string, { signature, publicKey }: CheckBundleOptions): SignatureCheck | null => {
  if (signature === undefined && publicKey === undefined) return null;
  if (signature === undefined)
    throw new ConfigError('--public-key: name the --signature that it is to be of.');
  return checkSignature(
    bundle,
    read(signature),
    publicKey === undefined ? null : publicKeyIn(read(publicKey)),
  );
};

const printSignature = (signed: SignatureCheck, isTrusted: boolean): void =>
  print(
    signed.ok
      ? `Signed by ${fingerprintOf(signed.by)}${isTrusted ? '' : ', a key that nobody was asked about (--public-key)'}.`
      : `NOT SIGNED: ${signed.reason}.`,
  );

/** `leptotrace check-bundle`: whether a bundle derives again to what it says, and who signed it; needs no log. */
export const checkBundleFile = (file: string, options: CheckBundleOptions): number => {
  const text = read(file);
  const signed = signatureOf(text, options);
  const checked = checkBundle(text);
  if (options.json) printJson({ ...summary(checked), ...(signed && { signature: signed }) });
  else {
    printCheck(checked);
    if (signed) printSignature(signed, options.publicKey !== undefined);
  }
  return checked.kind.startsWith('same') && signed?.ok !== false ? EXIT.done : EXIT.refused;
};
