import { BASES, CERTAINTIES } from './codes';
import { main, payload, unreadable, type Part } from './parts';
import type { FieldReader, Mapping } from './reader';
import { diagnosesOf } from './texts';
import { codeIn, saysNothing } from './words';

/** The certainty that the source names, else how its words put the diagnosis. */
const certaintyOf = (read: FieldReader): string | undefined =>
  read.code('certainty', CERTAINTIES, 'DiagnosisRecorded');

const supersededBy = (read: FieldReader): string | undefined => {
  const known = diagnosisBefore(read, read.text('supersedes'));
  if (known === undefined) read.keep('supersedes');
  return known;
};

/** Several diagnoses of one sentence are several facts. */
export const diagnosis: Mapping = (read) => {
  const condition = read.text('condition');
  if (condition === undefined) return unreadable('DiagnosisRecorded', 'the diagnosis is not named');
  const stated = certaintyOf(read);
  return diagnosesOf(condition).map(({ what, certainty }, index): Part => ({
    suffix: index === 0 ? '' : what,
    payload: payload('DiagnosisRecorded', {
      what,
      condition,
      ...(index === 0
        ? {
            stage: read.text('stage'),
            tnm: read.text('tnm'),
            sites: read.list('sites'),
            method: read.text('method'),
            supersedes: supersededBy(read),
          }
        : {}),
      certainty: certainty ?? (what === 'leptomeningeal-metastasis' || index === 0 ? stated : undefined),
    }),
  }));
};

export const lmDiagnosis: Mapping = (read) => {
  const printed = read.list('basis') ?? [];
  const basis = printed.flatMap((each) => codeIn(BASES, each) ?? []);
  const isRead = basis.length === printed.length;
  if (!isRead) read.keep('basis');
  for (const each of printed)
    if (codeIn(BASES, each) === undefined && !saysNothing(each))
      read.warn(`basis ${each}`, 'no basis of the list');
  return main('DiagnosisRecorded', {
    what: 'leptomeningeal-metastasis',
    certainty: certaintyOf(read),
    basis: [...new Set(basis)],
    supersedes: supersededBy(read),
  });
};

/** An autopsy, and the certainty of a diagnosis that it raises or that its findings give. */
export const autopsy: Mapping = (read) => {
  const findings = (read.list('findings') ?? []).join('; ');
  const procedure: Part = {
    suffix: '',
    payload: payload('ProcedurePerformed', { procedure: 'autopsy', description: findings || undefined }),
  };
  const upgraded = read.parsed('upgrades');
  const certainty = read.code('toCertainty', CERTAINTIES, 'DiagnosisRecorded');
  const found = diagnosesOf(findings).some(
    ({ what, certainty: doubt }) => what === 'leptomeningeal-metastasis' && doubt === undefined,
  );
  const diagnosed = (what: string): Part => ({
    suffix: 'diagnosis',
    payload: payload('DiagnosisRecorded', {
      what,
      condition: findings.slice(0, 400) || 'as found at autopsy',
      certainty: certainty ?? (found ? 'confirmed' : undefined),
      basis: ['autopsy'],
      supersedes: diagnosisBefore(read, upgraded),
    }),
  });
  if (found || isLm(read, upgraded)) return [procedure, diagnosed('leptomeningeal-metastasis')];
  return upgraded === undefined ? [procedure] : [procedure, diagnosed('other')];
};

const diagnosisBefore = (read: FieldReader, id: string | undefined): string | undefined =>
  id !== undefined && read.recorded.kindOf(id) === 'DiagnosisRecorded' ? id : undefined;

const isLm = (read: FieldReader, id: string | undefined): boolean =>
  read.course.facts.some((fact) => fact.id === id && fact.type === 'lm_diagnosis');
