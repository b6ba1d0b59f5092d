import type { AlterationReply, ResistanceReply, StandingAnswer } from '../../derivations/resistance.answer';
import { groupBy } from '@leptotrace/kernel';
import type { Line, Panel, Tone } from '../sheet.model';
import type { Texts } from '../texts';
import { bracketed, capital, doubtText, intervalText, joined, line, named, numberText } from './words';

const COMPARTMENTS = ['csf', 'plasma', 'tissue'] as const;

/** The sample that the state speaks of: the last one in that state. */
const sampleOf = ({ history, state }: StandingAnswer) => history.findLast((sample) => sample.state === state);

/** Never "wild type": an assay that does not find it says so, down to its limit. */
const stateText = (texts: Texts, standing: StandingAnswer): string => {
  const { driver } = texts;
  const sample = sampleOf(standing);
  const lod =
    sample?.lodVafPct === null || sample === undefined
      ? driver.lodNotStated
      : driver.lod(numberText(texts, sample.lodVafPct));
  switch (standing.state) {
    case 'DETECTED':
      return joined(texts.comma, [
        driver.detected,
        standing.vafPct !== null && driver.vaf(numberText(texts, standing.vafPct)),
        typeof sample?.copyNumber === 'number' && driver.copies(numberText(texts, sample.copyNumber)),
      ]);
    case 'NOT_DETECTED':
      return driver.notDetected(lod);
    case 'BELOW_LOD':
      return driver.belowLod(lod);
    case 'NE':
      return driver.notEvaluable;
    default:
      return driver.notTested;
  }
};

const WHY_NOT: ReadonlySet<string> = new Set([
  'INSUFFICIENT_DNA',
  'NOT_IN_PANEL',
  'INPUT_UNKNOWN',
  'QC_NOT_PASSED',
  'QC_UNKNOWN',
  'DEPTH_INADEQUATE',
  'UNREAD_FINDING',
  'UNREAD_GENE',
]);

/** Negatives that do not count are said beside the state that they leave as it is. */
const uncountedLines = (texts: Texts, { uncounted, where, state }: StandingAnswer): readonly Line[] =>
  uncounted.map(({ reasons, reports, from, to }) => {
    const why = reasons.map(({ flag }) => texts.trust.flags[flag]).join(texts.comma);
    const dates = from === to ? from : `${from}–${to}`;
    const said = texts.driver.uncounted(numberText(texts, reports), reports === 1, state !== 'NE');
    const place = texts.driver.specimens[where as (typeof COMPARTMENTS)[number]];
    return line(texts.driver.notCounted, `${place}${texts.colon}${said}${texts.colon}${why} (${dates})`, 2);
  });

const standingText = (texts: Texts, standing: StandingAnswer): string => {
  const sample = sampleOf(standing);
  const date = sample ? intervalText(sample.dates) : null;
  const since = standing.sinceDates && intervalText(standing.sinceDates);
  const why =
    standing.state === 'NE'
      ? (sample?.flags ?? [])
          .filter(({ flag }) => WHY_NOT.has(flag))
          .map(({ flag }) => texts.trust.flags[flag])
          .join(texts.comma)
      : null;
  return joined(texts.comma, [
    bracketed(texts, joined(' ', [stateText(texts, standing), date]), why),
    since !== null && since !== date && texts.since(since),
  ]);
};

const TONES: Readonly<Record<string, Tone>> = { DETECTED: 'strong', NOT_TESTED: 'quiet', NE: 'quiet' };

const standingLine = (texts: Texts, found: AlterationReply, standing: StandingAnswer): Line => {
  const where = standing.where as (typeof COMPARTMENTS)[number];
  return line(
    `${found.gene} ${found.alteration}`,
    `${texts.driver.specimens[where]}${texts.colon}${standingText(texts, standing)}`,
    where === 'tissue' ? 2 : 1,
    TONES[standing.state] ?? 'plain',
  );
};

const trendLines = (texts: Texts, { trends }: AlterationReply): readonly Line[] =>
  trends.map(({ direction, from, to, specimen }) => {
    const { driver } = texts;
    const change = driver.fromTo(
      `${texts.percent(numberText(texts, from.vafPct))} ${from.date}`,
      `${texts.percent(numberText(texts, to.vafPct))} ${to.date}`,
    );
    const where = specimen.startsWith('csf') ? driver.specimens.csf : named(driver.specimens, specimen);
    return line(
      driver.trend,
      joined(texts.comma, [`${where} ${named(driver.trends, direction)}`, change]),
      2,
    );
  });

type Onset = keyof Texts['driver']['emergences'];

const onsetOf = (label: string): Onset => label.replace(/\(.*$/s, '') as Onset;

/** One line for each onset and date: the drugs that it is told against stand together. */
const emergenceLines = (texts: Texts, { emergences }: AlterationReply): readonly Line[] => {
  const groups = groupBy(emergences, ({ label, date }) => `${onsetOf(label)} ${date}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const onset = onsetOf(first.label);
    const drugs = [...new Set(group.map(({ drug }) => named(texts.onWhat.agents, drug)))].join(texts.comma);
    const text = `${texts.driver.emergences[onset](drugs)} ${first.date}`;
    return [line(texts.driver.emergence, text, onset === 'EMERGENT_ON' ? 1 : 3)];
  });
};

/** What was never gone is not cleared: its state says so already. */
const clearanceLines = (texts: Texts, { clearance }: AlterationReply): readonly Line[] =>
  clearance && clearance.state !== 'NOT_CLEARED'
    ? [
        line(
          texts.driver.clearance,
          `${named(texts.driver.clearances, clearance.state)} ${clearance.date}`,
          2,
        ),
      ]
    : [];

const pairLines = (texts: Texts, { discordance, pair }: AlterationReply): readonly Line[] => {
  if (discordance === 'NE') return [];
  const gap = pair.gapDays === null ? null : texts.days(numberText(texts, pair.gapDays));
  return [line(texts.driver.pair, bracketed(texts, named(texts.driver.discordances, discordance), gap), 2)];
};

const alterationLines = (texts: Texts, found: AlterationReply): readonly Line[] => [
  ...COMPARTMENTS.flatMap((where) =>
    found.standings
      .filter((standing) => standing.where === where)
      .flatMap((standing) => [standingLine(texts, found, standing), ...uncountedLines(texts, standing)]),
  ),
  ...emergenceLines(texts, found),
  ...clearanceLines(texts, found),
  ...trendLines(texts, found),
  ...pairLines(texts, found),
];

const doubtLines = (texts: Texts, determinacy: ResistanceReply['determinacy']): readonly Line[] => {
  const doubt = doubtText(texts, { determinacy });
  return doubt === null ? [] : [line('', capital(doubt), 1, 'alert')];
};

/** Alterations in CSF against plasma. Where there are many, later ones leave before earlier ones. */
export const driverPanel = (texts: Texts, { alterations, signals, determinacy }: ResistanceReply): Panel => ({
  title: texts.driver.title,
  lines: [
    ...doubtLines(texts, determinacy),
    ...signals.map(({ signal, drug, date, compartment }) =>
      line(
        texts.driver.signal,
        joined(texts.comma, [
          named(texts.driver.signals, signal),
          named(texts.driver.specimens, compartment),
          named(texts.onWhat.agents, drug),
          date,
        ]),
        1,
        'alert',
      ),
    ),
    ...(alterations.length === 0 ? [line('', texts.driver.none, 1, 'quiet')] : []),
    ...alterations.flatMap((found, at) =>
      alterationLines(texts, found).map((each) => ({ ...each, rank: each.rank + 2 * Math.floor(at / 2) })),
    ),
  ],
});
