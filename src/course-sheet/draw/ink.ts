import PDFDocument from 'pdfkit';
import { runsOf, signsWithoutGlyph, type Weight } from './fonts';

export type Content = PDFKit.PDFStructureContent;
export type Element = PDFKit.PDFStructureElement;

/** Options of pdfkit that its published types do not know yet. */
interface ElementOptions {
  readonly alt?: string;
  readonly bbox?: readonly number[];
  readonly placement?: 'Block';
  readonly scope?: 'Row' | 'Column';
}

export interface Style {
  readonly size: number;
  readonly weight: Weight;
  readonly color: string;
}

export interface Place {
  readonly x: number;
  /** Baseline. */
  readonly y: number;
}

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export type Doc = PDFKit.PDFDocument;

/** An empty tagged page: PDF/UA-1, A4 landscape. Its dates and id come from what it shows, not from a clock. */
export const openPage = (page: {
  readonly title: string;
  readonly language: string;
  readonly createdAt: string;
}): Doc => {
  const createdAt = new Date(page.createdAt);
  return new PDFDocument({
    size: 'A4',
    layout: 'landscape',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    lang: page.language,
    displayTitle: true,
    subset: 'PDF/UA',
    info: {
      Title: page.title,
      Creator: 'Leptotrace',
      Producer: 'Leptotrace',
      CreationDate: createdAt,
      ModDate: createdAt,
    },
  } as unknown as PDFKit.PDFDocumentOptions);
};

const useFace = (doc: Doc, { name, font }: { readonly name: string; readonly font: () => object }): void => {
  // Registered again under the same name it stays the same font of the file.
  doc.registerFont(name, font() as unknown as string).font(name);
};

export const widthOf = (doc: Doc, text: string, { size, weight }: Style): number =>
  runsOf(text, weight).reduce((width, run) => {
    useFace(doc, run.face);
    return width + doc.fontSize(size).widthOfString(run.text);
  }, 0);

/** Signs written so far that no font has: the foot of the page counts them. */
const withoutGlyph = new WeakMap<Doc, number>();
export const writtenWithoutGlyph = (doc: Doc): number => withoutGlyph.get(doc) ?? 0;

/** Writes on a baseline; answers where it ends. */
export const write = (doc: Doc, text: string, { x, y }: Place, style: Style): number => {
  withoutGlyph.set(doc, writtenWithoutGlyph(doc) + signsWithoutGlyph(text, style.weight));
  return runsOf(text, style.weight).reduce((at, run) => {
    useFace(doc, run.face);
    doc.fontSize(style.size).fillColor(style.color);
    doc.text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic' });
    return at + doc.widthOfString(run.text);
  }, x);
};

/** Marks what is drawn as content of an element, for the structure that screen readers follow. */
export const content = (doc: Doc, tag: string, draw: () => void): Content => {
  const marked = doc.markStructureContent(tag);
  draw();
  doc.endMarkedContent();
  return marked;
};

/** Marks what is drawn as decoration: it is not read out. */
export const decoration = (doc: Doc, draw: () => void): void => {
  doc.markContent('Artifact', { type: 'Layout' });
  draw();
  doc.endMarkedContent();
};

export const element = (
  doc: Doc,
  tag: string,
  children: readonly (Element | Content)[],
  options: ElementOptions = {},
): Element => doc.struct(tag, options, [...children]);
