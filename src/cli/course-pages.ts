import { readFileSync } from 'node:fs';
import { dayText } from '@leptotrace/kernel';
import { believedAt, factInterval, currentFact, type PatientLog } from '@leptotrace/timeline';
import type { AskedAndDerived } from '../derivations/derivations';
import { endpointsAnswer, type EndpointAnswer, type EndpointsAnswer } from '../derivations/endpoints.answer';
import { resistanceAnswer, type ResistanceReply } from '../derivations/resistance.answer';
import { statusAnswer, type StatusAnswer } from '../derivations/status.answer';
import { logOf } from '../timelines/timeline.queries';
import { withSession } from './session';

/** A published course, what its paper reports, and what is derived from it. */
export interface DerivedPage {
  readonly id: string;
  readonly title: string;
  readonly source: string;
  readonly reported: Readonly<Record<string, unknown>>;
  readonly status: StatusAnswer;
  readonly endpoints: EndpointsAnswer;
  readonly stated: EndpointsAnswer;
  readonly resistance: ResistanceReply;
}

/** A sentence of ours about one reported value: whether the derived one agrees, and why or why not. */
export interface CourseNote {
  readonly reported: string;
  readonly derived: string;
  readonly verdict: 'agrees' | 'differs' | 'not-evaluable';
  readonly why: string;
}

interface CourseFile {
  readonly id: string;
  readonly citation: { readonly title: string; readonly journal: string; readonly url: string };
  readonly reported: { readonly asReported: Readonly<Record<string, unknown>> };
}

/** The last day that any fact of the course may mean, so that all of it is known. */
const lastDayOf = (log: PatientLog): string => {
  const patient = believedAt(log);
  const days = [...patient.facts.values()].flatMap(
    (fact) => factInterval(patient, currentFact(fact))?.to ?? [],
  );
  return dayText(Math.max(...days));
};

const pageOf = (course: CourseFile, ask: (ruleset?: string) => AskedAndDerived): DerivedPage => {
  const found = ask();
  return {
    id: course.id,
    title: course.citation.title,
    source: `${course.citation.journal}, ${course.citation.url}`,
    reported: course.reported.asReported,
    status: statusAnswer(found),
    endpoints: endpointsAnswer(found),
    stated: endpointsAnswer(ask('as-stated')),
    resistance: resistanceAnswer(found),
  };
};

/** Imports the files into a log of their own and derives each course on its last day. */
export const readCourses = (dataDir: string, files: readonly string[]): Promise<readonly DerivedPage[]> =>
  withSession({ dataDir }, async ({ importer, patients, derivations }) => {
    const pages: DerivedPage[] = [];
    for (const file of files) {
      const text = readFileSync(file, 'utf8');
      const course = JSON.parse(text) as CourseFile;
      const report = await importer.import(text, { dryRun: false, actor: 'cli' });
      const patientId = report.patients[0]?.patientId as string;
      const log = await logOf(patients, patientId);
      const on = lastDayOf(log);
      pages.push(
        pageOf(course, (ruleset) =>
          derivations.answerFrom(patientId, log, { on, ...(ruleset === undefined ? {} : { ruleset }) }),
        ),
      );
    }
    return pages;
  });

const text = (value: unknown): string =>
  value === null ? 'not reported' : typeof value === 'string' ? value : JSON.stringify(value);

const cell = (value: string): string => value.replaceAll('|', '\\|');

const valueText = ({ aval, avalRange }: EndpointAnswer): string => {
  if (aval === null) return 'not evaluable';
  return avalRange && avalRange.from !== avalRange.to
    ? `${aval} (${avalRange.from} to ${avalRange.to})`
    : `${aval}`;
};

const endText = ({ cnsr, evntdesc, cause }: EndpointAnswer): string =>
  cnsr === 0
    ? `event: ${evntdesc}${cause === null ? '' : ` (${cause})`}`
    : `censored ${cnsr ?? ''}: ${evntdesc}`;

const endpointRow = (found: EndpointAnswer, stated: EndpointAnswer | undefined): string =>
  `| ${found.paramcd} | ${valueText(found)} | ${found.adt ?? ''} | ${endText(found)} | ${found.determinacy} | ${stated ? `${valueText(stated)}, ${endText(stated)}` : ''} |`;

const endpointTable = ({ endpoints, stated }: DerivedPage): readonly string[] => [
  '| endpoint | days (range) | date | end | certainty | if stated responses drive |',
  '| --- | --- | --- | --- | --- | --- |',
  ...endpoints.endpoints.map((found) =>
    endpointRow(
      found,
      stated.endpoints.find(({ paramcd }) => paramcd === found.paramcd),
    ),
  ),
];

const criteriaTable = ({ status }: DerivedPage): readonly string[] => [
  '| compartment | criterion | latest | date | drives | flags |',
  '| --- | --- | --- | --- | --- | --- |',
  ...status.compartments.flatMap(({ compartment, criteria }) =>
    criteria.map(
      (found) =>
        `| ${compartment} | ${found.criterion}${found.experimental ? ' (experimental)' : ''} | ${found.value} | ${found.date ?? ''} | ${found.drives ? 'yes' : ''} | ${found.flags.map(({ flag }) => flag).join(', ')} |`,
    ),
  ),
];

const reportedTable = ({ reported }: DerivedPage): readonly string[] => [
  '| | as reported |',
  '| --- | --- |',
  ...Object.entries(reported).map(([name, value]) => `| ${name} | ${cell(text(value))} |`),
];

const noteTable = (notes: readonly CourseNote[]): readonly string[] => [
  '| reported | derived | | why |',
  '| --- | --- | --- | --- |',
  ...notes.map(
    ({ reported, derived, verdict, why }) =>
      `| ${cell(reported)} | ${cell(derived)} | ${verdict} | ${cell(why)} |`,
  ),
];

const originText = ({ origin, lines }: StatusAnswer): string => {
  const index = lines.find((line) => line.index);
  return origin
    ? `The clock starts on ${origin.date} (${origin.dates.from} to ${origin.dates.to}) with the index line: ${index?.treatments.join(', ') ?? ''}.`
    : 'Nothing starts the clock.';
};

const missingText = ({ undetermined, unplaced }: StatusAnswer): string =>
  `Facts too vaguely dated to be placed: ${unplaced.length === 0 ? 'none' : unplaced.join(', ')}. Facts that may lie after the day: ${undetermined.length === 0 ? 'none' : undetermined.join(', ')}.`;

const alterationTable = ({ resistance }: DerivedPage): readonly string[] => [
  '| alteration | CSF | plasma | tissue | CSF against plasma | emergence |',
  '| --- | --- | --- | --- | --- | --- |',
  ...resistance.alterations.map(
    (found) =>
      `| ${found.gene} ${cell(found.alteration)} | ${found.compartments.csf} | ${found.compartments.plasma} | ${found.compartments.tissue} | ${found.discordance} | ${found.emergence.join(', ')} |`,
  ),
];

/** The page of one course. */
export const coursePage = (page: DerivedPage, notes: readonly CourseNote[]): string =>
  [
    `# ${page.id}: ${page.title}`,
    '',
    'Made by `npm run docs:courses`; do not edit. Research use only.',
    `Adapted from ${page.source}, CC BY 4.0.`,
    '',
    `On ${page.status.on}, ruleset ${page.status.ruleset.id} (digest ${page.status.ruleset.digest.slice(0, 12)}). ${originText(page.status)}`,
    '',
    '## What the paper reports',
    '',
    ...reportedTable(page),
    '',
    '## Agreements and disagreements',
    '',
    ...noteTable(notes),
    '',
    '## Endpoints as derived',
    '',
    ...endpointTable(page),
    '',
    '## Responses by every criterion',
    '',
    ...criteriaTable(page),
    '',
    missingText(page.status),
    '',
    '## Alterations',
    '',
    ...alterationTable(page),
    '',
  ].join('\n');

/** The list of the pages. */
export const coursesIndex = (pages: readonly DerivedPage[]): string =>
  [
    '# The published courses, derived',
    '',
    'Made by `npm run docs:courses`. What each paper reports, beside what the rules derive from its facts. The',
    'sources give months, stated responses and almost no measurements: where that is so, the answer is not',
    'evaluable and says what is missing. A stated response is never taken for a derived one.',
    '',
    ...pages.map(({ id, title }) => `- [${id}](${id}.md): ${title}`),
    '',
  ].join('\n');
