import { execFileSync, spawnSync } from 'node:child_process';

/** What poppler-utils reads out of a PDF. Tests need it; the service does not. */
export const POPPLER = spawnSync('pdftotext', ['-v']).status === 0;

const poppler = (command: string, args: readonly string[], pdf: Buffer): string =>
  execFileSync(command, [...args], { input: pdf, encoding: 'utf8', maxBuffer: 32 * 1024 * 1024 });

/** The text in the order in which it is drawn, in one line. */
export const textOf = (pdf: Buffer): string =>
  poppler('pdftotext', ['-raw', '-enc', 'UTF-8', '-', '-'], pdf).replace(/\s+/g, ' ');

/** The structure that a screen reader follows, with its texts. */
export const structureOf = (pdf: Buffer): string => poppler('pdfinfo', ['-struct-text', '-'], pdf);

export const infoOf = (pdf: Buffer): string => poppler('pdfinfo', ['-'], pdf);
export const fontsOf = (pdf: Buffer): string => poppler('pdffonts', ['-'], pdf);
