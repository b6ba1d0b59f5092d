import type { StatusAnswer } from '../../derivations/status.answer';
import type { FactAnswer } from '../../timelines/timeline.answer';
import { dateText, intervalText, joined, named } from '../say/words';
import type { Mark } from '../sheet.model';
import type { Texts } from '../texts';
import { spanOf } from './span';

type Tone = Mark['tone'];

/** What is written inside a glyph, and how it looks: the letters tell the same as the colour. */
const LETTERS: Readonly<Record<string, readonly [letter: string, tone: Tone]>> = {
  CR: ['CR', 'good'],
  PR: ['PR', 'good'],
  SD: ['SD', 'steady'],
  NON_CR_NON_PD: ['N', 'steady'],
  PD: ['PD', 'bad'],
  SUSPECTED_PD: ['P?', 'bad'],
  NED: ['ND', 'good'],
  NE: ['NE', 'unknown'],
  IMPROVED: ['+', 'good'],
  STABLE: ['=', 'steady'],
  WORSE: ['–', 'bad'],
  PROGRESSED: ['–', 'bad'],
};

const letterOf = (value: string): readonly [string, Tone] => LETTERS[value] ?? ['?', 'unknown'];

export const responseGlyph = (value: string, derived: boolean): Omit<Mark, 'span' | 'says'> => {
  const [letter, tone] = letterOf(value);
  return { shape: derived ? 'square' : 'circle', filled: derived, letter, tone };
};

const NOT_DRAWN: ReadonlySet<string> = new Set(['UNKNOWN', 'not-applicable']);

/** Of the criteria that drive endpoints. What could not be computed, or does not apply, is not drawn. */
const derivedMarks = (texts: Texts, status: StatusAnswer, compartment: string): readonly Mark[] =>
  status.compartments
    .filter((found) => found.compartment === compartment)
    .flatMap(({ criteria }) => criteria.filter(({ drives, criterion }) => drives && criterion !== 'STATED'))
    .flatMap(({ criterion, timePoints }) =>
      timePoints
        .filter(({ value }) => !NOT_DRAWN.has(value))
        .map(({ value, dates }) => ({
          ...responseGlyph(value, true),
          span: spanOf(dates),
          says: `${named(texts.criteria, criterion)} ${named(texts.responses, value)} ${intervalText(dates)}`,
        })),
    );

const statedMark = (texts: Texts, { fact, interval }: FactAnswer, compartment: string): readonly Mark[] => {
  if (fact.kind !== 'ResponseStated' && fact.kind !== 'ProgressionStated') return [];
  if (fact.compartment !== compartment && fact.compartment !== 'both') return [];
  const value = fact.kind === 'ProgressionStated' ? 'PD' : fact.category;
  const sites = (fact.sites ?? []).map((site) => named(texts.sites, site)).join(' + ');
  const said = joined(' ', [
    texts.criteria['STATED'],
    sites,
    named(texts.responses, value),
    dateText(fact.occurredOn),
  ]);
  return [{ ...responseGlyph(value, false), span: spanOf(interval), says: said }];
};

/** Responses of one compartment: derived ones, then what the source states. */
export const responseMarks = (
  texts: Texts,
  answers: { readonly status: StatusAnswer; readonly facts: readonly FactAnswer[] },
  compartment: 'cns' | 'non-cns',
): readonly Mark[] => [
  ...derivedMarks(texts, answers.status, compartment),
  ...answers.facts.flatMap((fact) => statedMark(texts, fact, compartment)),
];
