import type { Fact } from '@leptotrace/clinical';
import type { FactAnswer } from '../../timelines/timeline.answer';
import { dateText, intervalText, joined, named } from '../say/words';
import type { Mark } from '../sheet.model';
import type { Texts } from '../texts';
import { spanOf } from './span';

const CNS_REGIONS = ['brain', 'spine', 'neuraxis'];
const BODY_REGIONS = ['head-neck', 'chest', 'abdomen', 'pelvis', 'skeleton', 'whole-body'];

const MODALITY_LETTERS: Readonly<Record<string, string>> = { mri: 'M', ct: 'C', pet: 'P', 'pet-ct': 'P' };

const dated = ({ fact, interval }: FactAnswer): string => dateText(fact.occurredOn) ?? intervalText(interval);

/** Imaging of one part of the body; a study of both is in both lanes. */
export const imagingMarks = (
  texts: Texts,
  facts: readonly FactAnswer[],
  part: 'cns' | 'body',
): readonly Mark[] => {
  const regions = part === 'cns' ? CNS_REGIONS : BODY_REGIONS;
  return facts.flatMap((found) => {
    const { fact, interval } = found;
    if (fact.kind !== 'ImagingStudyReported') return [];
    if (!fact.regions.some((region) => regions.includes(region))) return [];
    return [
      {
        span: spanOf(interval),
        shape: 'diamond',
        filled: false,
        letter: MODALITY_LETTERS[fact.modality] ?? '·',
        tone: 'unknown',
        says: joined(' ', [named(texts.drawing.modalities, fact.modality), dated(found)]),
      },
    ];
  });
};

const CYTOLOGY: Readonly<Record<string, Pick<Mark, 'filled' | 'letter' | 'tone'>>> = {
  positive: { filled: true, letter: '+', tone: 'bad' },
  suspicious: { filled: false, letter: '±', tone: 'bad' },
  atypical: { filled: false, letter: '±', tone: 'steady' },
  negative: { filled: false, letter: '–', tone: 'good' },
};

export const cytologyMarks = (texts: Texts, facts: readonly FactAnswer[]): readonly Mark[] =>
  facts.flatMap((found) => {
    const { fact, interval } = found;
    if (fact.kind !== 'CsfCytologyReported') return [];
    return [
      {
        span: spanOf(interval),
        shape: 'drop',
        ...(CYTOLOGY[fact.result] ?? { filled: false, letter: '?', tone: 'unknown' }),
        says: joined(' ', [named(texts.patient.cytologyResults, fact.result), dated(found)]),
      },
    ];
  });

type Report = Extract<Fact, { readonly kind: 'MolecularReportIssued' }>;

/** What a report found, as it says; the state by the rules is in the panel of drivers. */
const foundIn = (texts: Texts, { calls }: Report) => {
  const { drawing } = texts;
  const detected = calls.filter(({ status }) => status === 'detected');
  if (detected.length > 0) {
    const names = detected.map(({ gene, alteration }) => `${gene} ${alteration}`).join(texts.comma);
    return { filled: true, letter: '+', tone: 'bad', words: names } as const;
  }
  return calls.some(({ status }) => status === 'not-detected')
    ? ({ filled: false, letter: '–', tone: 'good', words: drawing.legend.notDetected } as const)
    : ({ filled: false, letter: '?', tone: 'unknown', words: drawing.legend.notEvaluable } as const);
};

/** Molecular reports of one material; pleural fluid counts as tissue, as it does to the rules. */
export const dnaMarks = (
  texts: Texts,
  facts: readonly FactAnswer[],
  material: 'csf' | 'plasma' | 'tissue',
): readonly Mark[] =>
  facts.flatMap((found) => {
    const { fact, interval } = found;
    if (fact.kind !== 'MolecularReportIssued') return [];
    const { specimen } = fact;
    const of = specimen.startsWith('csf') ? 'csf' : specimen === 'plasma' ? 'plasma' : 'tissue';
    if (of !== material) return [];
    const { words, ...glyph } = foundIn(texts, fact);
    return [{ span: spanOf(interval), shape: 'drop', ...glyph, says: joined(' ', [words, dated(found)]) }];
  });
