import type { FactOf } from '@web/api/types';
import { capital, headed, listed, say, type Speech, type Summary } from './speech';

type Stated = FactOf<'ResponseStated'> | FactOf<'ProgressionStated'>;

/** Where, by which criterion and on what it rests, as the source puts it. */
const statedText = (fact: Stated, speech: Speech): readonly (string | undefined)[] => {
  const sites = (fact.sites ?? []).map((site) => speech.codeName(site));
  return [
    sites.length > 0 ? sites.join(say(speech, 'join')) : speech.codeName(fact.compartment),
    fact.criterion && say(speech, 'statedBy', { criterion: fact.criterion }),
    fact.basis,
  ];
};

export const careSummary: Summary<'CareTransitioned'> = (fact, speech) =>
  headed(speech, capital(speech.codeNameIn('to', fact.to)), listed(speech, fact.reasons ?? []));

export const responseSummary: Summary<'ResponseStated'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [speech.codeName(fact.category), ...statedText(fact, speech), fact.attributedTo]),
  );

export const progressionSummary: Summary<'ProgressionStated'> = (fact, speech) =>
  headed(speech, speech.kindName(fact.kind), listed(speech, [...statedText(fact, speech), fact.detail]));

export const deathSummary: Summary<'DeathRecorded'> = (fact, speech) =>
  headed(
    speech,
    speech.kindName(fact.kind),
    listed(speech, [fact.cause, fact.relation && speech.codeName(fact.relation)]),
  );

export const contactSummary: Summary<'ContactRecorded'> = (fact, speech) =>
  headed(speech, speech.kindName(fact.kind), fact.status ?? '');

export const otherSummary: Summary<'OtherFactRecorded'> = (fact, speech) =>
  headed(
    speech,
    fact.label,
    listed(
      speech,
      Object.entries(fact.fields ?? {}).map(
        ([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`,
      ),
    ),
  );
