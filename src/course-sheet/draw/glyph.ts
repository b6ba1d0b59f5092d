import type { Mark } from '../sheet.model';
import { widthOf, write, type Doc, type Style } from './ink';
import { MARKS, WHITE } from './palette';

export const GLYPH = { width: 11, height: 7.6 } as const;

type Drawn = Pick<Mark, 'shape' | 'filled' | 'letter' | 'tone'>;
interface Centre {
  readonly x: number;
  readonly y: number;
}

const outline = (doc: Doc, shape: Drawn['shape'], { x, y }: Centre): void => {
  const [halfWidth, halfHeight] = [GLYPH.width / 2, GLYPH.height / 2];
  switch (shape) {
    case 'square':
      doc.rect(x - halfWidth, y - halfHeight, GLYPH.width, GLYPH.height);
      return;
    case 'circle':
      doc.roundedRect(x - halfWidth, y - halfHeight, GLYPH.width, GLYPH.height, halfHeight);
      return;
    case 'diamond':
      doc.polygon([x - 6.4, y], [x, y - 4.2], [x + 6.4, y], [x, y + 4.2]);
      return;
    case 'drop':
      doc.circle(x, y, halfHeight);
      return;
    default:
      shape satisfies never;
  }
};

/** A glyph with its letter inside: shape says the kind, fill and letter the result. */
export const drawGlyph = (doc: Doc, { shape, filled, letter, tone }: Drawn, { x, y }: Centre): void => {
  const color = MARKS[tone];
  doc
    .lineWidth(0.8)
    .strokeColor(color)
    .fillColor(filled ? color : WHITE);
  outline(doc, shape, { x, y });
  doc.fillAndStroke();
  const style: Style = { size: 5.4, weight: 'bold', color: filled ? WHITE : color };
  write(doc, letter, { x: x - widthOf(doc, letter, style) / 2, y: y + 1.95 }, style);
};
