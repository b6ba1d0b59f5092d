import { ruleBook, type Rule } from '@leptotrace/rules';

type Parameters = Rule['parameters'];

const choice = (says: string, parameters?: Parameters): Rule => ({
  says,
  section: 'R3',
  cites: ['house'],
  provenance: ['choice'],
  ...(parameters ? { parameters } : {}),
});

/** What a line of therapy is, in the order in which it is applied, and where a therapy ends. */
export const LINE_RULES = ruleBook({
  'LINE-R3-order': choice(
    'Dates tell the order, then the narrative; equal days that were filled in are no equal days. A worsening that cannot be placed is read both ways.',
  ),
  'LINE-R3-recorded-twice': choice(
    'A drug that is recorded again without a stop between is the same exposure and no new drug.',
  ),
  'LINE-R3-same-drug': choice(
    'Salts, brands and generic names are one drug; a masked or unnamed agent is never the same drug.',
  ),
  'LINE-R3-source': choice('A line or regimen id of the source wins.'),
  'LINE-R3-first': choice('The first anticancer drug begins the first line.'),
  'LINE-R3-regimen': choice(
    'Same regimen: begun within the window of the first drug, with no stop and no stated worsening between.',
    ['regimenWindowDays'],
  ),
  'LINE-R3-maintenance': choice('Maintenance: the same line, and no new anticancer therapy.'),
  'LINE-R3-swap': choice(
    'A swap in the class, cisplatin with carboplatin or paclitaxel with nab-paclitaxel, is the same line.',
    ['lineGapDays'],
  ),
  'LINE-R3-another-tki': choice(
    'Another inhibitor of the same target is a new line, for toxicity too; the reason is kept.',
  ),
  'LINE-R3-pause': choice(
    'The same drug again within the gap of its stop, without stated worsening, is a pause of the same line.',
    ['lineGapDays', 'lineGapDaysOral'],
  ),
  'LINE-R3-rechallenge': choice(
    'The same drug again after worsening, after a longer gap or after another line is a rechallenge: a new line.',
    ['lineGapDays', 'lineGapDaysOral'],
  ),
  'LINE-R3-supportive': choice('A drug added without worsening with supportive intent is the same line.'),
  'LINE-R3-added': choice('A drug added later than the window, without worsening, is a new line.', [
    'regimenWindowDays',
  ]),
  'LINE-R3-after-worsening': choice(
    'A drug begun after a stated worsening, into the CSF too, is a new line.',
  ),
  'LINE-R3-next': choice('A drug begun when nothing of the line before is given any more is the next line.'),
  'LINE-R3-holds': choice('A line holds every anticancer drug in force at its start.'),
  'LINE-R3-dose-raised': choice(
    'A dose changed is the same line; raised after worsening it is a new phase with a start of its own.',
  ),
  'LINE-R3-local': choice(
    'Local treatment of a target that had not progressed makes no new line; begun with the regimen it is of it.',
  ),
  'LINE-R3-local-progressed': choice(
    'Local treatment of a target that had progressed, with the drug continued, is a phase beyond progression.',
  ),
  'LINE-R3-local-alone': choice('Local treatment while no drug is given is a line of its own.'),
  'LINE-R3-index': choice(
    'The index line is the first line or phase begun on or after the day on which LM is established, by the narrative where dates do not tell; else the last line, else the first.',
  ),
  'END-R3-recorded': choice('A stop that is recorded ends the therapy, unless the patient died before.'),
  'END-R3-death': choice('Every therapy ends at death.'),
  'END-R3-hospice': choice(
    'Hospice care ends anticancer therapy without a recorded end; steroids and support may go on.',
  ),
  'END-R3-cycles': choice('A recorded number of cycles with an interval bounds the end.'),
  'END-R3-next-line': choice(
    'Without a recorded end a drug ends between the last fact that shows it and the next line, unless that is given beside it.',
  ),
  'END-R3-shown': choice(
    'A response or toxicity put down to a drug by name, and an induction completed with it, show it on their day; what was stopped stays stopped.',
  ),
  'END-R3-stale': choice(
    'Without any end, and silent for long, a therapy may have ended: it is not running, and as a confounder unknown.',
    ['staleTherapyDays', 'staleTherapyDaysOral'],
  ),
  'LINE-R3-readings': choice(
    'Where two readings of the facts give two values, the value is undetermined and both are given.',
    ['nactScope'],
  ),
});
