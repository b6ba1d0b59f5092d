import { memo } from 'react';
import { glyphWidth } from '../layout';
import type { Mark } from '../marks';
import type { MarkBundle } from '../bundles';
import type { TimeScale } from '../scale';
import { bracket, outline } from '../shapes';
import { labelWidth } from '../ticks';
import { AssayGlyph } from './AssayGlyph';
import type { Item } from './row-items';
import { itemProps, type Reach } from './shared';
import type { Words } from './useWords';

const HEIGHT = 14;

/** Corner marks, told apart by their form: a fact that came late, was amended, or calls for a look. */
const Corner = ({ mark, x, y }: { readonly mark: Mark; readonly x: number; readonly y: number }) => {
  const { notes } = mark;
  if (notes.includes('afterPuncture') || notes.includes('review'))
    return <path className="cc-corner warn" d={`M${x} ${y - 5}l5 9h-10zM${x} ${y - 2}v3m0 1v1`} />;
  if (notes.includes('late')) return <path className="cc-corner late" d={`M${x} ${y - 4}v4h3`} />;
  if (notes.includes('reinstated'))
    return <path className="cc-corner" d={`M${x - 3} ${y}a3 3 0 1 0 3 -3l-2 -1`} />;
  if (notes.includes('amended')) return <path className="cc-corner amended" d={`M${x} ${y - 4}l4 7h-8z`} />;
  return null;
};

const classOf = ({ tone, standing, sign, filled, notes }: Mark): string =>
  [
    'cc-glyph',
    `tone-${tone}`,
    standing,
    ...('stated' in sign ? ['stated'] : []),
    ...(filled === true ? ['filled'] : []),
    ...(notes.includes('inferred') ? ['inferred'] : []),
  ].join(' ');

interface Props {
  readonly item: Item & { readonly bundle: MarkBundle };
  readonly scale: TimeScale;
  readonly words: Words;
  readonly top: number;
  readonly height: number;
  /** As-of line: nothing is drawn beyond it. */
  readonly edge: number;
  readonly reach: Reach;
}

const Plain = ({
  mark,
  text,
  centre,
  top,
  width,
}: {
  readonly mark: Mark;
  readonly text: string;
  readonly centre: number;
  readonly top: number;
  readonly width: number;
}) => (
  <>
    <path
      className="cc-shape"
      d={outline(mark.shape, { x: centre - width / 2, y: top, width, height: HEIGHT })}
    />
    <text x={centre} y={top + HEIGHT / 2} className="cc-sign">
      {text}
    </text>
  </>
);

/**
 * A fact with the days that its date may mean; of a bundle the one that speaks for it, and how many there
 * are. The bracket is that fact's own: a bundle has no date.
 */
export const GlyphView = memo(({ item, scale, words, top, height, edge, reach }: Props) => {
  const { marks } = item.bundle;
  const [mark] = marks;
  const span = mark;
  const sign = words.sign(mark.sign);
  const text = mark.standing === 'undetermined' ? `${sign}?` : sign;
  const width = glyphWidth(mark, labelWidth(text));
  const count = marks.length > 1 ? String(marks.length) : '';
  const seen = `${text} ${count}`.trim();
  const [x0, x1] = [scale.x(span.from), Math.min(edge, scale.x(span.to + 1))];
  const centre = (x0 + x1) / 2;
  const middle = top + height / 2;
  const y = middle - HEIGHT / 2 - (span.from === span.to ? 0 : 1);
  return (
    <g {...itemProps(item, reach, mark.assay === undefined ? seen : count)}>
      <rect
        className="cc-hit"
        x={centre - Math.max(12, width / 2)}
        y={top}
        width={Math.max(24, width)}
        height={height}
      />
      {span.from !== span.to && (
        <path className={`cc-span tone-${mark.tone}`} d={bracket(x0, x1, top + height - 1)} />
      )}
      <g className={classOf(mark)}>
        {mark.assay === undefined ? (
          <Plain mark={mark} text={text} centre={centre} top={y} width={width} />
        ) : (
          <AssayGlyph
            state={mark.assay}
            vafPct={mark.vafPct ?? null}
            x={centre}
            y={middle}
            full={height / 2 - 1}
          />
        )}
        {mark.standing === 'retracted' && (
          <path
            className="cc-strike"
            d={`M${centre - width / 2 - 2} ${y + HEIGHT}L${centre + width / 2 + 2} ${y}`}
          />
        )}
      </g>
      <Corner mark={mark} x={centre + width / 2 + 1} y={y + 3} />
      {/* The space parts the two texts for whoever reads them aloud. */}{' '}
      {count !== '' && (
        <text className="cc-count" x={centre + width / 2 + 2} y={y + HEIGHT - 1}>
          {count}
        </text>
      )}
    </g>
  );
});
GlyphView.displayName = 'GlyphView';
