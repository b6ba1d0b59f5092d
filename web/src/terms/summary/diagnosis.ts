import { capital, listed, say, type Summary } from './speech';

export const diagnosisSummary: Summary<'DiagnosisRecorded'> = (fact, speech) => {
  const name =
    fact.what === 'other' ? (fact.condition ?? speech.codeName('other')) : speech.codeName(fact.what);
  return listed(speech, [
    capital(name),
    fact.histology,
    fact.stage,
    fact.tnm,
    fact.certainty && speech.codeName(fact.certainty),
    fact.basis && fact.basis.map((basis) => speech.codeName(basis)).join(' + '),
    fact.inferred === true && say(speech, 'inferred'),
  ]);
};
