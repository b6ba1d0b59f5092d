import type { FactOf } from '@web/api/types';
import { headed, listed, parted, say, type Speech, type Summary } from './speech';

type Study = FactOf<'ImagingStudyReported'>;
type Lesion = NonNullable<Study['lesions']>[number];

/** Sizes that one line can hold; more are counted. */
const MOST_SIZES = 3;

/** The sizes as they were measured: a sum is the criterion's to form. */
const sizeOf = ({ kind, longestDiameter, shortAxis }: Lesion) =>
  kind === 'node' ? (shortAxis ?? longestDiameter) : (longestDiameter ?? shortAxis);

const counted = (speech: Speech, count: number): string =>
  count === 1 ? say(speech, 'lesion') : say(speech, 'lesions', { count: speech.number(count) });

const lesionsText = ({ lesions = [] }: Study, speech: Speech): string => {
  if (lesions.length === 0) return '';
  const targets = lesions.filter(({ role }) => role === 'target');
  const sizes = targets.flatMap((lesion) => sizeOf(lesion) ?? []);
  if (sizes.length === 0 || sizes.length > MOST_SIZES) return counted(speech, lesions.length);
  return say(speech, 'targets', { sizes: sizes.map(speech.quantity).join(' + ') });
};

const newLesionsText = ({ newLesions = [] }: Study, speech: Speech): string => {
  const certain = newLesions.filter(({ equivocal }) => !equivocal);
  const sites = (found: typeof newLesions): string =>
    say(speech, 'brackets', {
      text: [...new Set(found.map(({ site }) => speech.codeName(site)))].join(say(speech, 'join')),
    });
  if (certain.length > 1)
    return `${say(speech, 'newLesions', { count: speech.number(certain.length) })}${sites(certain)}`;
  if (certain.length === 1) return `${say(speech, 'newLesion')}${sites(certain)}`;
  return newLesions.length > 0 ? `${say(speech, 'equivocalNewLesion')}${sites(newLesions)}` : '';
};

const nonTargetsText = ({ nonTargets }: Study, speech: Speech): string => {
  if (nonTargets === undefined || nonTargets === 'not-applicable') return '';
  return nonTargets === 'unequivocal-progression'
    ? say(speech, 'nonTargetsProgressed')
    : say(speech, 'nonTargets', { state: speech.codeName(nonTargets) });
};

export const imagingSummary: Summary<'ImagingStudyReported'> = (fact, speech) => {
  const regions = fact.regions.map((region) => speech.codeName(region)).join(say(speech, 'join'));
  const card = (fact.scorecard ?? fact.revisedScorecard ?? []).length > 0;
  const text = parted(speech, [
    newLesionsText(fact, speech),
    lesionsText(fact, speech),
    nonTargetsText(fact, speech),
    card && say(speech, 'scorecard'),
    fact.readerOverall && say(speech, 'reader', { value: speech.codeName(fact.readerOverall) }),
    fact.contrast === false && say(speech, 'noContrast'),
  ]);
  return headed(
    speech,
    `${speech.codeName(fact.modality)} ${regions}`,
    // What the reader wrote is read only when nothing of it was put into fields.
    text === '' ? listed(speech, (fact.findings ?? []).slice(0, 1)) : text,
  );
};
