import { ruleBook, type Rule } from '@leptotrace/rules';

const row = (
  says: string,
  provenance: Rule['provenance'] = ['seed'],
  parameters: Rule['parameters'] = [],
): Rule => ({
  says,
  section: '3.2',
  cites: ['chamberlain-2017', 'zhao-2023'],
  provenance,
  ...(parameters.length > 0 ? { parameters } : {}),
});

/** Cytology of RANO-LM: two values, and the states of a course. */
export const CSF_RULES = ruleBook({
  'CSF-3.2-map-negative': row('Negative cytology is negative.'),
  'CSF-3.2-map-atypical': row('Atypical cytology is negative for RANO-LM.'),
  'CSF-3.2-map-suspicious': row('Suspicious cytology is positive for RANO-LM.'),
  'CSF-3.2-map-positive': row('Positive cytology is positive.'),
  'CSF-3.2-map-insufficient': row('An unreadable sample is not evaluable.', ['choice']),
  'CSF-3.2-sites': row(
    'Samples of one day are one puncture: one positive is positive; all must be negative to be negative.',
    ['known'],
  ),
  'CSF-3.2-punctures': row(
    'The state runs over punctures, not over visits: negatives of one visit count when they are far enough apart, and the first progression of a visit stands.',
    ['choice'],
    ['csfNegGapDays'],
  ),
  'CSF-3.2-volume': row(
    'A negative of less than 5 mL is flagged, and does not count for a conversion.',
    ['checked', 'choice'],
    ['minCsfVolumeMl', 'lowVolumeNegativeIs'],
  ),
  'CSF-3.2-flow': row('Flow cytometry stands for cytology only in haematological cancer.', ['checked']),
  'CSF-3.2-NE': row(
    'No sample, an unreadable one, or one not reported yet: not evaluable; nothing is carried forward.',
  ),
  'CSF-3.2-CONVERTED_NEG': row(
    'From positive to negative, confirmed by negatives in a row far enough apart.',
    ['unverified'],
    ['csfNegConfirmations', 'csfNegGapDays'],
  ),
  'CSF-3.2-NEG_UNCONFIRMED': row('A negative after a positive baseline that is not confirmed yet.', [
    'unverified',
  ]),
  'CSF-3.2-STILL_POSITIVE': row('Positive still, while induction goes on or its end is not known.'),
  'CSF-3.2-FAILED_CONVERSION': row('Positive still after the end of induction.'),
  'CSF-3.2-STAYS_NEG': row('Negative at baseline and now.'),
  'CSF-3.2-CONVERTED_POS': row('From negative to positive, or positive again after a conversion.'),
  'CSF-3.2-UNKNOWN_BASELINE': row('Without a readable baseline sample the state is not known.', ['choice']),
});
