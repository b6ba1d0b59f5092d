import { exportPatient } from '@leptotrace/interchange';
import { readAsOf, readOn } from '../timelines/cut';
import { timelineAnswer, type FactAnswer } from '../timelines/timeline.answer';
import { logOf } from '../timelines/timeline.queries';
import { EXIT, print, printJson, tell, writePrivately } from './output';
import { patientIds } from './patient-ids';
import { withSession, type GlobalOptions } from './session';

export const exportLog = async (
  options: GlobalOptions & { readonly patient?: string; readonly out?: string },
): Promise<number> =>
  withSession({ ...options, mustExist: true }, async ({ store, patients }) => {
    const ids = options.patient === undefined ? await patientIds(store) : [options.patient];
    const texts: string[] = [];
    for (const id of ids) {
      const text = exportPatient(id, await logOf(patients, id));
      if (options.out === undefined) process.stdout.write(text);
      else texts.push(text);
    }
    if (options.out !== undefined) writePrivately(options.out, texts.join(''));
    tell(`${ids.length} patients exported`);
    return EXIT.done;
  });

const factLine = ({ fact, interval, marks, factId }: FactAnswer): string => {
  const day = interval.from === interval.to ? interval.from : `${interval.from}..${interval.to}`;
  return `${day.padEnd(24)} ${fact.kind.padEnd(28)} ${factId}${marks.length > 0 ? `  [${marks.join(', ')}]` : ''}`;
};

export const showTimeline = async (
  patientId: string,
  options: GlobalOptions & { readonly on?: string; readonly asOf?: string },
): Promise<number> =>
  withSession({ ...options, mustExist: true }, async ({ patients, site, derivations }) => {
    const log = await logOf(patients, patientId);
    const cut = {
      revision: readAsOf(log, site, { text: options.asOf }),
      on: readOn(site, options.on),
      zone: site.zone,
    };
    const answer = timelineAnswer(patientId, log, cut, derivations.ruleset(undefined).configuration);
    if (options.json) {
      printJson(answer);
      return EXIT.done;
    }
    print(`${patientId} on ${answer.on}, as known at revision r${answer.revision}. ${answer.notice}`);
    for (const fact of answer.facts) print(factLine(fact));
    if (answer.undetermined.length > 0) print('\nCannot be told whether before or after that day:');
    for (const fact of answer.undetermined) print(factLine(fact));
    print(`\n${JSON.stringify(answer.state, null, 2)}`);
    return EXIT.done;
  });
