import { execFileSync, spawnSync } from 'node:child_process';
import request from 'supertest';

/** What poppler-utils reads out of a PDF. Tests need it; the service does not. */
export const POPPLER = spawnSync('pdftotext', ['-v']).status === 0;

const poppler = (command: string, args: readonly string[], pdf: Buffer): string =>
  execFileSync(command, [...args], { input: pdf, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 });

/** The course sheet of a patient, as it is sent. */
export const sheetOf = async (url: string, patientId: string, query: object): Promise<Buffer> => {
  const { body } = await request(url)
    .get(`/v1/patients/${patientId}/course.pdf`)
    .query(query)
    .buffer(true)
    .parse((response, done) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => done(null, Buffer.concat(chunks)));
    })
    .expect('content-type', 'application/pdf')
    .expect(200);
  return body as Buffer;
};

/** The text in the order in which it is drawn, in one line. */
export const textOf = (pdf: Buffer): string =>
  poppler('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], pdf).replace(/\s+/g, ' ');

/** The structure that a screen reader follows, with its texts. */
export const structureOf = (pdf: Buffer): string => poppler('pdfinfo', ['-struct-text', '-'], pdf);

export const infoOf = (pdf: Buffer): string => poppler('pdfinfo', ['-'], pdf);
export const fontsOf = (pdf: Buffer): string => poppler('pdffonts', ['-'], pdf);
