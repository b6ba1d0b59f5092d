import { derivationText, differencesOf, type Explained } from '@leptotrace/derivation';
import { compareRulesets } from '@leptotrace/rules';
import { derivationAnswer, type DerivationAnswer } from '../derivations/derivation.answer';
import type { AskedAndDerived, AskedQuestion, Derivations } from '../derivations/derivations';
import { endpointsAnswer, type EndpointAnswer, type EndpointsAnswer } from '../derivations/endpoints.answer';
import { resistanceAnswer } from '../derivations/resistance.answer';
import { statusAnswer, type StatusAnswer } from '../derivations/status.answer';
import { EXIT, print, printJson } from './output';
import { withSession, type GlobalOptions } from './session';

export interface DeriveOptions extends GlobalOptions {
  readonly patient: string;
  readonly on?: string;
  readonly asOf?: string;
  readonly ruleset?: string;
  readonly origin?: string;
  readonly mode?: string;
  readonly explain?: boolean;
  readonly value?: string;
  readonly criterion?: string;
  readonly against?: string;
}

const questionOf = ({ on, asOf, ruleset, origin, mode }: DeriveOptions): AskedQuestion =>
  Object.fromEntries(
    Object.entries({ on, asOf, ruleset, origin, mode }).filter(([, value]) => value !== undefined),
  );

const endpointLine = ({
  paramcd,
  aval,
  avalRange,
  cnsr,
  adt,
  evntdesc,
  determinacy,
}: EndpointAnswer): string => {
  const range = avalRange && avalRange.from !== avalRange.to ? ` (${avalRange.from} to ${avalRange.to})` : '';
  const value = aval === null ? 'not evaluable' : `${aval} d${range}`;
  const kind = cnsr === 0 ? 'event' : `censored (${cnsr ?? '-'})`;
  return `${paramcd.padEnd(9)}${value.padEnd(22)}${kind.padEnd(14)}${adt ?? '-'}  ${evntdesc}  [${determinacy}]`;
};

const printStatus = ({ compartments, classification }: StatusAnswer): void => {
  for (const { compartment, progression, since, by, criteria } of compartments) {
    print(`\n${compartment}: ${progression}${since === null ? '' : ` since ${since} by ${by.join(', ')}`}`);
    for (const found of criteria) {
      const marks = [found.drives ? 'drives' : '', found.experimental ? 'experimental' : ''].filter(Boolean);
      print(
        `  ${found.criterion.padEnd(28)}${found.value.padEnd(15)}${found.date ?? '-'}${marks.length > 0 ? `  [${marks.join(', ')}]` : ''}`,
      );
    }
  }
  for (const { date, type, certainty } of classification)
    print(`\nEANO-ESMO on ${date}: type ${type}, ${certainty}`);
};

const printEndpoints = ({ endpoints, responses }: EndpointsAnswer): void => {
  print('');
  for (const endpoint of endpoints) print(endpointLine(endpoint));
  for (const { criterion, compartment, bor, cbor, dor } of responses) {
    print(`best by ${criterion} (${compartment}): ${bor.value}, confirmed ${cbor.value}`);
    if (dor) print(endpointLine(dor));
  }
};

const printDerivation = ({ paramcd, derivation, digest }: DerivationAnswer): void => {
  print(`\n${paramcd}  (digest ${digest.slice(0, 12)})`);
  print(derivationText(derivation satisfies Explained));
};

const explained = (
  found: AskedAndDerived,
  { value, criterion }: DeriveOptions,
): readonly DerivationAnswer[] => {
  const wanted = value === undefined ? found.derived.endpoints.map(({ paramcd }) => paramcd) : [value];
  return wanted.map((paramcd) =>
    derivationAnswer(found, { paramcd, ...(criterion === undefined ? {} : { criterion }) }),
  );
};

const compared = (found: AskedAndDerived, derivations: Derivations, options: DeriveOptions): object => {
  const other = derivations.ruleset(options.against, 'against');
  const { patientId, log } = found.asked;
  const after = derivations.answerFrom(patientId, log, { ...questionOf(options), ruleset: other.id });
  return {
    before: found.asked.ruleset.id,
    after: other.id,
    parameters: compareRulesets(found.asked.ruleset, other),
    values: differencesOf(found.derived, after.derived),
  };
};

const printAll = (found: AskedAndDerived): void => {
  const status = statusAnswer(found);
  const { ruleset, on, revision, origin, mode, notice } = status;
  print(`${found.asked.patientId} on ${on}, as known at revision r${revision}. ${notice}`);
  print(`Ruleset ${ruleset.id} (${ruleset.digest.slice(0, 12)}), ${mode} censoring.`);
  print(origin ? `The clock starts on ${origin.date} (${origin.what}).` : 'Nothing starts the clock.');
  printStatus(status);
  printEndpoints(endpointsAnswer(found));
};

/** `leptotrace derive`: what is derived for one patient, and on request how. */
export const deriveForPatient = (options: DeriveOptions): Promise<number> =>
  withSession({ ...options, mustExist: true }, async ({ derivations }) => {
    const found = await derivations.answer(options.patient, questionOf(options));
    const explanations = options.explain || options.value ? explained(found, options) : [];
    if (options.against !== undefined) printJson(compared(found, derivations, options));
    else if (options.json) {
      printJson({
        status: statusAnswer(found),
        endpoints: endpointsAnswer(found),
        resistance: resistanceAnswer(found),
        ...(explanations.length > 0 ? { derivations: explanations } : {}),
      });
    } else {
      printAll(found);
      explanations.forEach(printDerivation);
    }
    return EXIT.done;
  });
