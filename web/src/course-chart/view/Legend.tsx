import { memo, type ReactNode } from 'react';
import { bracket, outline } from '../shapes';
import { AssayGlyph } from './AssayGlyph';
import type { Words } from './useWords';

const Sample = ({ children, width = 16 }: { readonly children: ReactNode; readonly width?: number }) => (
  <svg width={width} height={16} aria-hidden="true">
    {children}
  </svg>
);

const box = { x: 1, y: 1, width: 14, height: 12 };

const Glyph = ({
  as = '',
  shape = 'square' as const,
}: {
  readonly as?: string;
  readonly shape?: 'square' | 'bubble';
}) => (
  <Sample>
    <g className={`cc-glyph ${as}`}>
      <path className="cc-shape" d={outline(shape, box)} />
    </g>
  </Sample>
);

const VALUES = ['CR', 'PR', 'SD', 'NON_CR_NON_PD', 'PD', 'NE', 'UNKNOWN'] as const;

const Entry = ({ children, text }: { readonly children: ReactNode; readonly text: string }) => (
  <li>
    {children}
    <span>{text}</span>
  </li>
);

/** The language of the drawing in one line, always on the screen. */
export const Legend = memo(({ words }: { readonly words: Words }) => {
  const { t } = words;
  return (
    <ul className="cc-legend" aria-label={t('legend')}>
      <li className="cc-legend-values">
        {VALUES.map((value) => (
          <abbr key={value} className="response" data-value={value} title={words.responseName(value)}>
            {words.response(value)}
          </abbr>
        ))}
      </li>
      <Entry text={t('legendOf.provisional')}>
        <Sample>
          <g className="cc-band provisional">
            <rect className="cc-letters" x={1} y={2} width={14} height={12} rx={2} />
          </g>
        </Sample>
      </Entry>
      <Entry text={t('legendOf.stated')}>
        <Sample width={32}>
          <g className="cc-glyph stated tone-plain">
            <path className="cc-shape" d={outline('bubble', { x: 1, y: 1, width: 30, height: 13 })} />
            <text className="cc-sign" x={16} y={7}>
              {t('quoted', { words: 'PD' })}
            </text>
          </g>
        </Sample>
      </Entry>
      <Entry text={t('legendOf.interval')}>
        <Sample width={24}>
          <path className="cc-span" d={bracket(1, 23, 11)} />
        </Sample>
      </Entry>
      <Entry text={t('legendOf.ghost')}>
        <Glyph as="ghost" />
      </Entry>
      <Entry text={t('legendOf.late')}>
        <Sample>
          <path className="cc-corner late" d="M6 4v6h5" />
        </Sample>
      </Entry>
      <Entry text={t('legendOf.amended')}>
        <Sample>
          <path className="cc-corner amended" d="M8 4l4 7h-8z" />
        </Sample>
      </Entry>
      {(['detected', 'below-lod', 'not-detected', 'failed', 'not-tested'] as const).map((state) => (
        <Entry key={state} text={t(`assay.${state}`)}>
          <Sample>
            <g className="cc-glyph tone-csf">
              <AssayGlyph state={state} vafPct={state === 'detected' ? 20 : null} x={8} y={8} full={12} />
            </g>
          </Sample>
        </Entry>
      ))}
    </ul>
  );
});
Legend.displayName = 'Legend';
