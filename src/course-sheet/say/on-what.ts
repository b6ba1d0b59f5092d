import type { EndpointAnswer, EndpointsAnswer } from '../../derivations/endpoints.answer';
import type { StatusAnswer } from '../../derivations/status.answer';
import type { Line, Panel } from '../sheet.model';
import type { Texts } from '../texts';
import { outcomeOf } from './endpoints';
import { therapyLines, treatmentName } from './therapy';
import { bracketed, capital, doubtText, joined, line, named, numberText, rangeText } from './words';

const CLOCKS = ['CNSPFS', 'NCNSPFS', 'BIPFS'];

const indexLine = (texts: Texts, { lines }: StatusAnswer): Line => {
  const at = lines.findIndex(({ index }) => index);
  const found = lines[at];
  if (!found) return line(capital(texts.onWhat.index), texts.onWhat.noIndex, 1, 'strong');
  const agents = found.treatments.map((name) => treatmentName(texts, name)).join(' + ');
  const text = joined(texts.comma, [
    agents,
    texts.since(found.from),
    found.to && texts.until(found.to),
    found.days !== null && texts.days(numberText(texts, found.days)),
    found.mayHaveEnded && texts.onWhat.mayHaveEnded(found.shown),
  ]);
  return line(bracketed(texts, texts.onWhat.line(at + 1), texts.onWhat.index), text, 1, 'strong');
};

const beyondLines = (texts: Texts, { beyondProgression }: StatusAnswer): readonly Line[] =>
  beyondProgression.map(({ compartment, days, progressedOn }) =>
    line(
      texts.trust.caution,
      texts.onWhat.beyond(texts.days(numberText(texts, days)), texts.compartments[compartment], progressedOn),
      1,
      'alert',
    ),
  );

/** The criteria that drive endpoints, and what the source states; the rest is on the screen. */
const bestLines = (texts: Texts, status: StatusAnswer, endpoints: EndpointsAnswer): readonly Line[] => {
  const { onWhat, responses, criteria } = texts;
  const driving = new Set(
    status.compartments.flatMap((each) =>
      each.criteria.filter(({ drives }) => drives).map(({ criterion }) => `${each.compartment} ${criterion}`),
    ),
  );
  return endpoints.responses
    .toSorted((a, b) => Number(b.compartment === 'cns') - Number(a.compartment === 'cns'))
    .filter(
      ({ compartment, criterion }) => driving.has(`${compartment} ${criterion}`) || criterion === 'STATED',
    )
    .map(({ compartment, criterion, bor, cbor }) => {
      const values =
        bor.value === 'MISSING'
          ? onWhat.noBest
          : bor.value === cbor.value
            ? named(responses, bor.value)
            : joined(texts.comma, [
                `${named(responses, bor.value)} ${onWhat.unconfirmedBest}`,
                `${named(responses, cbor.value)} ${onWhat.confirmedBest}`,
              ]);
      return line(
        onWhat.best(texts.compartments[compartment as 'cns' | 'non-cns']),
        `${named(criteria, criterion)}${texts.colon}${values}`,
        bor.value === 'MISSING' ? 4 : 2,
        bor.value === 'MISSING' ? 'quiet' : 'plain',
      );
    });
};

const clockLine = (texts: Texts, endpoint: EndpointAnswer): Line => {
  const { onWhat } = texts;
  const { aval, avalRange, missing } = endpoint;
  if (aval === null) return line(endpoint.paramcd, onWhat.noValue, 1, 'strong');
  const partial = avalRange !== null && avalRange.from !== avalRange.to;
  const text = joined(texts.comma, [
    `${texts.days(numberText(texts, aval))} ${outcomeOf(texts, endpoint)}`,
    partial && onWhat.range(rangeText(texts, avalRange)),
    missing.length > 0 && onWhat.mayChange(missing.length),
    (missing.length === 0 || endpoint.determinacy === 'contradicted') && doubtText(texts, endpoint),
  ]);
  return line(endpoint.paramcd, text, 1, 'strong');
};

/** Line, agents and doses; whether it works: best responses and the clocks by compartment. */
export const onWhatPanel = (
  texts: Texts,
  answers: {
    readonly status: StatusAnswer;
    readonly endpoints: EndpointsAnswer;
    readonly radiotherapy: readonly Line[];
  },
): Panel => ({
  title: texts.onWhat.title,
  lines: [
    ...answers.endpoints.endpoints
      .filter(({ paramcd }) => CLOCKS.includes(paramcd))
      .map((endpoint) => clockLine(texts, endpoint)),
    indexLine(texts, answers.status),
    ...beyondLines(texts, answers.status),
    ...therapyLines(texts, answers.status.therapy),
    ...answers.radiotherapy,
    ...bestLines(texts, answers.status, answers.endpoints),
  ],
});
