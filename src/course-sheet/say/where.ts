import type { CompartmentAnswer, CriterionAnswer, StatusAnswer } from '../../derivations/status.answer';
import type { Line, Panel, Tone } from '../sheet.model';
import type { Texts } from '../texts';
import { capital, dateText, doubtText, intervalText, joined, line, named } from './words';

const NOTHING_SAID: ReadonlySet<string> = new Set(['NE', 'UNKNOWN', 'MISSING', 'not-applicable']);

const headline = (texts: Texts, found: CompartmentAnswer): Line => {
  const { compartment, progression, sinceDates, by } = found;
  const since = sinceDates && intervalText(sinceDates);
  const { where, criteria } = texts;
  const names = by.map((criterion) => named(criteria, criterion)).join(texts.comma);
  const said: Readonly<Record<CompartmentAnswer['progression'], readonly [string, Tone]>> = {
    progression: [where.progression(since ?? '', names), 'alert'],
    suspected: [where.suspected(joined(texts.comma, [since, where.provisional])), 'alert'],
    none: [where.noProgression, 'strong'],
    'not-evaluable': [where.notEvaluable, 'strong'],
  };
  const [text, tone] = said[progression];
  return line(
    capital(texts.compartments[compartment]),
    joined(texts.comma, [text, doubtText(texts, found)]),
    1,
    tone,
  );
};

const latest = (texts: Texts, found: CriterionAnswer): string => {
  const { where, responses } = texts;
  const last = found.timePoints.at(-1);
  if (found.value === 'not-applicable') return named(responses, found.value);
  if (!last) return where.notAssessed;
  const since = found.sinceDates && intervalText(found.sinceDates);
  const date = intervalText(last.dates);
  return joined(texts.comma, [
    `${named(responses, found.value)} ${date}`,
    since !== null && since !== date && texts.since(since),
    found.confirmation && where[found.confirmation],
  ]);
};

/** Those that drive endpoints come first; a criterion that says nothing leaves before one that does. */
const rankOf = ({ drives, criterion, value, experimental }: CriterionAnswer): number => {
  if (drives) return 1;
  if (criterion === 'STATED' && !NOTHING_SAID.has(value)) return 2;
  if (experimental) return 6;
  return NOTHING_SAID.has(value) ? 5 : 4;
};

const criterionLine = (texts: Texts, found: CriterionAnswer): Line =>
  line(
    joined(' ', [
      named(texts.criteria, found.criterion),
      found.experimental && texts.brackets(texts.where.experimental),
    ]),
    latest(texts, found),
    rankOf(found),
    NOTHING_SAID.has(found.value) ? 'quiet' : 'plain',
  );

const statedLines = (texts: Texts, status: StatusAnswer): readonly Line[] =>
  status.stated.map(({ site, category, since, mayHaveChanged }) =>
    line(
      texts.where.stated,
      joined(texts.comma, [
        `${named(texts.sites, site)} ${named(texts.responses, category)} ${dateText(since) ?? ''}`.trim(),
        mayHaveChanged.length > 0 && texts.where.mayHaveChanged,
      ]),
      3,
    ),
  );

const classificationLine = (texts: Texts, status: StatusAnswer): readonly Line[] => {
  const last = status.classification.at(-1);
  if (!last) return [];
  const { where } = texts;
  const stated = last.stated && where.asStated(named(where.certainty, last.stated.certainty));
  const derived = `${last.type}${texts.comma}${named(where.certainty, last.certainty)} ${last.date}`;
  const text = joined(texts.comma, [derived, stated]);
  return [line(where.classification, text, 2)];
};

/** Which compartments progress, by which criterion, since when, confirmed or provisional. */
export const wherePanel = (texts: Texts, status: StatusAnswer): Panel => ({
  title: texts.where.title,
  lines: [
    ...status.compartments.flatMap((compartment) => [
      headline(texts, compartment),
      ...[...compartment.criteria]
        .sort((a, b) => rankOf(a) - rankOf(b))
        .map((criterion) => criterionLine(texts, criterion)),
    ]),
    ...statedLines(texts, status),
    ...classificationLine(texts, status),
  ],
});
