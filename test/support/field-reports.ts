import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import request from 'supertest';

/** Test input that lies beside the project and is read there. */
const SHARED = join(process.cwd(), '../shared/data');

/** `describe` where the folder lies beside the project; else one skipped test that says why. */
export const describeWithShared = (folder: string, title: string, body: () => void): void => {
  if (existsSync(join(SHARED, folder))) describe(title, body);
  else describe(title, () => it.skip(`needs ../shared/data/${folder}, which is not there`, () => undefined));
};

export const sharedText = (path: string): string => readFileSync(join(SHARED, path), 'utf8');
export const sharedBytes = (path: string): Buffer => readFileSync(join(SHARED, path));
export const sharedJson = <T>(path: string): T => JSON.parse(sharedText(path)) as T;

interface Requests {
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly body?: object;
  }[];
}

/** Sends the requests of a report in turn and answers what each was answered. */
export const sendReport = async (url: string, folder: string): Promise<readonly request.Response[]> => {
  const answers: request.Response[] = [];
  const { requests } = sharedJson<Requests>(`field-reports/${folder}/requests.json`);
  for (const { method, path, body } of requests) {
    const call = method === 'POST' ? request(url).post(path) : request(url).get(path);
    answers.push(body === undefined ? await call : await call.send(body));
  }
  return answers;
};
