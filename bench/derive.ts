// Patients a second: endpoints from assembled time points, criteria and endpoints, and the whole way
// from facts. Each round also runs a yardstick (JSON of the same patient, there and back), because
// machines are noisy: read the ratios.  node test/support/run-ts.cjs bench/derive.ts [patients]
import { derive, evaluateAll, findRuleset, installRulesets, subjectCourse } from '@leptotrace/derivation';
import type { Course } from '@leptotrace/assessments';
import { assemble } from '@leptotrace/assessments';
import { evaluateRanoBm, evaluateRanoLm, evaluateRecist } from '@leptotrace/criteria';
import { deriveEndpoints } from '@leptotrace/endpoints';
import { dayText, epochDay } from '@leptotrace/kernel';
import type { Ruleset } from '@leptotrace/rules';
import { death, lesion, lmDiagnosis, start, study, viewOfFacts, type Written } from '../test/support/course';

const PATIENTS = Number(process.argv[2] ?? 10_000);
const ASSESSMENTS = 30;
const DISTINCT = 500;
const ROUNDS = 5;

const installed = installRulesets();
if (!installed.ok) throw new Error('rulesets');
const ruleset = findRuleset(installed.rulesets, 'lm') as Ruleset;
const config = ruleset.configuration;

// A small generator of its own, so that every run derives the same patients.
const randomFrom = (seed: number) => {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296;
  };
};

const ORIGIN = epochDay(2022, 1, 10);
const patient = (seed: number): readonly Written[] => {
  const random = randomFrom(seed + 1);
  // Nobody is scanned after death: a contradiction is derived under each reading, and would be measured instead.
  const dies = random() < 0.6 ? ORIGIN + 200 + Math.floor(random() * 500) : Infinity;
  const facts: Written[] = [lmDiagnosis('lm', '2022-01-01'), start('rx', dayText(ORIGIN))];
  let [brain, lung] = [15 + random() * 20, 20 + random() * 30];
  for (let at = 0; at < ASSESSMENTS / 2; at += 1) {
    const assessed = ORIGIN - 5 + at * 42 + Math.floor(random() * 5);
    if (assessed >= dies) break;
    const day = dayText(assessed);
    brain *= 0.92 + random() * 0.16;
    lung *= 0.92 + random() * 0.16;
    const size = (value: number) => Math.round(value * 10) / 10;
    facts.push(
      study(`m${at}`, day, 'brain', {
        lesions: [
          lesion('b1', 'brain-parenchyma', size(brain)),
          lesion('b2', 'cerebellum', size(brain * 0.7)),
          lesion('b3', 'brainstem', 6, { role: 'non-target' }),
        ],
      }),
      study(`c${at}`, day, 'chest', {
        lesions: [
          lesion('l1', 'lung', size(lung)),
          lesion('l2', 'liver', size(lung * 0.8)),
          lesion('l3', 'adrenal', 8, { role: 'non-target' }),
        ],
      }),
    );
  }
  if (dies < Infinity) facts.push(death('d', dayText(dies)));
  return facts;
};

const views = Array.from({ length: DISTINCT }, (_, seed) => viewOfFacts(patient(seed), '2024-12-31'));
const courses: readonly Course[] = views.map((view) => assemble(view, 'first-dose', config));
const subjects = courses.map((course, at) =>
  subjectCourse(`p${at}`, course, evaluateAll(course, config), config),
);

const timed = (work: (at: number) => unknown, patients: number): number => {
  const begun = process.hrtime.bigint();
  for (let at = 0; at < patients; at += 1) work(at % DISTINCT);
  return patients / (Number(process.hrtime.bigint() - begun) / 1e9);
};

const drivingOnly = (course: Course) => {
  const { compartments, lm } = course;
  if (!compartments || !lm) throw new Error('no course');
  const cns = evaluateRanoBm(compartments.cns, config);
  const nonCns = evaluateRecist(compartments['non-cns'], config);
  const results = { all: [], cns, lm: evaluateRanoLm(lm, config), nonCns };
  return deriveEndpoints(subjectCourse('p', course, results, config), config, 'FDA');
};

const drivers = (course: Course) => {
  const results = evaluateAll(course, config);
  return deriveEndpoints(subjectCourse('p', course, results, config), config, 'FDA');
};

const ways: Readonly<Record<string, (at: number) => unknown>> = {
  'yardstick: JSON of the assembled course, there and back': (at) =>
    JSON.parse(JSON.stringify(courses[at]?.compartments)),
  'all endpoints from judged time points': (at) =>
    deriveEndpoints(subjects[at] as (typeof subjects)[number], config, 'FDA'),
  'the three driving criteria and all endpoints': (at) => drivingOnly(courses[at] as Course),
  'every criterion and all endpoints from assembled time points': (at) => drivers(courses[at] as Course),
  'everything from facts': (at) =>
    derive(views[at] as (typeof views)[number], ruleset, { subjectId: 'p', origin: 'first-dose' }),
};

for (const work of Object.values(ways)) timed(work, 1_000);
const rates = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round < ROUNDS; round += 1) {
  for (const [name, work] of Object.entries(ways)) rates.get(name)?.push(timed(work, PATIENTS));
}

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
const median = (values: readonly number[]): number => sorted(values)[Math.floor(values.length / 2)] as number;
const [yardstick] = [...rates.values()].map(median) as [number];
console.log(`${PATIENTS} patients x ${ASSESSMENTS} assessments, one core, ${ROUNDS} interleaved rounds`);
for (const [name, values] of rates) {
  const all = sorted(values).map(Math.round);
  console.log(
    `${name.padEnd(62)} ${Math.round(median(values)).toString().padStart(8)} patients/s [${all[0]}..${all.at(-1)}]  ${(median(values) / yardstick).toFixed(2)} x yardstick`,
  );
}
