import type { Page } from 'playwright-core';
import { lesion, start, study, type Written } from '../../support/course';
import { getJson, postJson } from './api';

const contentOf = ({ id: _id, ...fact }: Written): object => fact;

const brain = (id: string, when: string, mm: number): Written =>
  study(id, when, 'brain', { lesions: [lesion('b1', 'brain-parenchyma', mm)] });

/** A day on which every fact of the course below is past. */
export const ON = '2025-01-31';

export const AUDITED = 'audited';

export interface AuditedCourse {
  readonly idOf: (name: string) => string;
  readonly path: string;
}

/** A course that became known in steps: one study was read again twice, another was taken back. */
export const recordAuditedCourse = async (url: string): Promise<AuditedCourse> => {
  const path = `/v1/patients/${AUDITED}`;
  const ids = new Map<string, string>();
  const idOf = (name: string): string => ids.get(name) as string;
  const record = async (...facts: readonly Written[]): Promise<void> => {
    const answer = await postJson<{ facts: { factId: string }[] }>(url, `${path}/facts`, {
      facts: facts.map(contentOf),
    });
    facts.forEach(({ id }, at) => ids.set(id, answer.facts[at]?.factId ?? ''));
  };
  const current = async (name: string): Promise<number> =>
    (await getJson<{ current: number }>(url, `${path}/facts/${idOf(name)}/history`)).current;
  const correct = async (fact: Written, reason: string): Promise<void> => {
    await postJson(url, `${path}/facts/${idOf(fact.id)}/amendments`, {
      fact: contentOf(fact),
      supersedes: await current(fact.id),
      change: 'corrected',
      reason,
    });
  };
  await postJson(url, '/v1/patients', { patientId: AUDITED });
  await record(brain('mri0', '2024-02-20', 20), start('rx', '2024-03-01'));
  await record(brain('mri1', '2024-04-12', 14), brain('mri2', '2024-06-01', 14));
  await record({ ...brain('mri3', '2024-07-20', 22), source: SOURCE });
  await correct({ ...brain('mri3', '2024-07-20', 15), source: SOURCE }, 'second reading');
  await record(brain('mri4', '2024-09-02', 22));
  await correct({ ...brain('mri3', '2024-07-20', 22), source: SOURCE }, 'adjudicated');
  await record(brain('mri5', '2024-10-01', 30));
  await correct(brain('mri5', '2024-10-02', 31), 'date misread');
  await postJson(url, `${path}/facts/${idOf('mri5')}/retraction`, {
    reason: 'wrong-patient',
    note: 'images of somebody else',
    supersedes: await current('mri5'),
  });
  return { idOf, path };
};

/** A document that can be opened where it lies. */
const SOURCE = { system: 'pacs', document: 'https://pacs.example/studies/1', page: 'series 4' };

/** Opens an audit and waits until the value, its tree and its other readings are there. */
export const openAudit = async (page: Page, url: string, id: string, search = ''): Promise<void> => {
  await page.goto(`${url}/patients/${id}/audit?${search}`);
  await audited(page);
};

/** Waits until nothing is asked any more; only endpoints have other readings. */
export const audited = async (page: Page, withReadings = true): Promise<void> => {
  await page.locator('[role=tree]').waitFor();
  await page.waitForFunction((wanted) => {
    const readings = [...document.querySelectorAll('[data-variant] td:nth-child(2)')];
    return (
      document.querySelectorAll('tr[data-paramcd]').length > 0 &&
      (readings.length > 0 || !wanted) &&
      readings.every(({ textContent }) => textContent !== '') &&
      document.querySelector('.audit-dock .state') === null
    );
  }, withReadings);
};
