import type { EndpointAnswer, EndpointsAnswer, ReadingAnswer } from '../../derivations/endpoints.answer';
import type { Table } from '../sheet.model';
import type { Texts } from '../texts';
import { intervalText, joined, named, numberText, rangeText } from './words';

const NOTHING = '–';

/** An event or a censored value, and why. CNSR 0 is an event. */
export const outcomeOf = (texts: Texts, { cnsr }: Pick<EndpointAnswer, 'cnsr'>): string => {
  if (cnsr === null) return texts.onWhat.noValue;
  return cnsr === 0 ? texts.onWhat.event : texts.onWhat.censored;
};

/** The texts of ADaM stay in the data; people read them in their language. */
const reasonOf = (
  texts: Texts,
  { cnsr, cause, evntdesc }: Pick<EndpointAnswer, 'cnsr' | 'cause' | 'evntdesc'>,
): string => {
  if (cnsr === null) return named(texts.table.noValues, evntdesc);
  if (cnsr !== 0) return named(texts.table.reasons, String(cnsr));
  return cause === null ? evntdesc : named(texts.table.causes, cause);
};

const rowOf = (texts: Texts, endpoint: EndpointAnswer): readonly string[] => {
  const { aval, avalRange, startdt, adt, adtRange } = endpoint;
  const partialDate = adtRange !== null && adtRange.from !== adtRange.to;
  return [
    `${endpoint.paramcd}  ${named(texts.table.endpoints, endpoint.paramcd)}`,
    aval === null ? NOTHING : numberText(texts, aval),
    avalRange === null ? NOTHING : rangeText(texts, avalRange),
    startdt ?? NOTHING,
    partialDate ? `${adt ?? NOTHING} (${intervalText(adtRange)})` : (adt ?? NOTHING),
    joined(texts.comma, [
      outcomeOf(texts, endpoint),
      endpoint.cnsr !== null && `CNSR ${numberText(texts, endpoint.cnsr)}`,
    ]),
    reasonOf(texts, endpoint),
    texts.table.determinacy[endpoint.determinacy],
  ];
};

/** What the value would be if one way of reading the evidence is right. */
const readingRow = (
  texts: Texts,
  { reading, aval, adt, cnsr, cause, evntdesc }: ReadingAnswer,
): readonly string[] => [
  `    ${texts.table.readings[reading]}`,
  aval === null ? NOTHING : numberText(texts, aval),
  '',
  '',
  adt ?? NOTHING,
  outcomeOf(texts, { cnsr }),
  reasonOf(texts, { cnsr, cause, evntdesc }),
  '',
];

/** Every endpoint, as the API answers it; under one that can be read in several ways, each of them. */
export const endpointsTable = (texts: Texts, { endpoints }: EndpointsAnswer): Table => {
  const { columns, title } = texts.table;
  return {
    title,
    columns: [
      { heading: columns.endpoint, share: 25 },
      { heading: columns.days, share: 5, number: true },
      { heading: columns.range, share: 8, number: true },
      { heading: columns.start, share: 9 },
      { heading: columns.end, share: 20 },
      { heading: columns.outcome, share: 11 },
      { heading: columns.reason, share: 24 },
      { heading: columns.certainty, share: 10 },
    ],
    rows: endpoints.flatMap((endpoint) => [
      rowOf(texts, endpoint),
      ...endpoint.readings.map((reading) => readingRow(texts, reading)),
    ]),
  };
};
