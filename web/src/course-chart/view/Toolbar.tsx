import type { DayInterval, EpochDay } from '@web/format/dates';
import type { Anchor } from '../anchors';
import { isWhole, lastDays, within, zoomed } from '../window';
import type { Controls, ControlSetters } from './useControls';
import type { Words } from './useWords';

interface Props {
  readonly controls: Controls & ControlSetters;
  readonly anchors: readonly Anchor[];
  readonly lm: EpochDay | null;
  readonly on: EpochDay;
  readonly extent: DayInterval;
  readonly hasGaps: boolean;
  readonly hasVaf: boolean;
  readonly allOpen: boolean;
  readonly onOpenAll: () => void;
  readonly words: Words;
}

const LAST_DAYS = 90;
const BEFORE_LM_DAYS = 28;

const anchorName = (anchor: Anchor, { t }: Words): string => {
  const name = t(`anchor.${anchor.kind}`, {
    line: anchor.line ?? '',
    treatments: anchor.treatments.join(' + '),
  });
  return anchor.exact ? name : t('anchorAbout', { name });
};

const Zoom = ({ controls, lm, on, extent, words: { t } }: Props) => {
  const { window, setWindow } = controls;
  const zoom = (factor: number) => setWindow(zoomed(window, Math.min(on, window.to), factor, extent));
  const fromLm = lm === null ? null : within({ from: lm - BEFORE_LM_DAYS, to: extent.to }, extent);
  const last = lastDays(LAST_DAYS, on, extent);
  const pressed = (wanted: DayInterval) => wanted.from === window.from && wanted.to === window.to;
  return (
    <div className="cc-tools" role="group" aria-label={t('zoom')}>
      <button
        type="button"
        className="button"
        aria-label={t('zoomOut')}
        onClick={() => zoom(1.6)}
        disabled={isWhole(window, extent)}
      >
        −
      </button>
      <button type="button" className="button" aria-label={t('zoomIn')} onClick={() => zoom(1 / 1.6)}>
        +
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={isWhole(window, extent)}
        onClick={() => setWindow(extent)}
      >
        {t('all')}
      </button>
      {fromLm && (
        <button
          type="button"
          className="button"
          aria-pressed={pressed(fromLm)}
          onClick={() => setWindow(fromLm)}
        >
          {t('fromLm')}
        </button>
      )}
      <button type="button" className="button" aria-pressed={pressed(last)} onClick={() => setWindow(last)}>
        {t('last90')}
      </button>
    </div>
  );
};

const Time = ({ controls, anchors, hasGaps, words }: Props) => {
  const { anchor, setAnchor, gaps, toggleGap } = controls;
  return (
    <>
      <label className="cc-tools">
        <span>{words.t('timeFrom')}</span>
        <select
          className="select"
          value={anchor ?? ''}
          onChange={({ target }) => setAnchor(target.value || null)}
        >
          <option value="">{words.t('calendar')}</option>
          {anchors.map((each) => (
            <option key={each.id} value={each.id}>
              {anchorName(each, words)}
            </option>
          ))}
        </select>
      </label>
      {(hasGaps || gaps.size > 0) && (
        <button
          type="button"
          className="button"
          aria-pressed={!gaps.has('all')}
          onClick={() => toggleGap('all')}
        >
          {words.t('collapseGaps')}
        </button>
      )}
    </>
  );
};

/** Controls of the drawing in one line; each of them is kept in the URL. */
export const Toolbar = (props: Props) => {
  const { controls, hasVaf, allOpen, onOpenAll, words } = props;
  const { t } = words;
  return (
    <div className="cc-toolbar">
      <Zoom {...props} />
      <Time {...props} />
      <div className="cc-tools end">
        {hasVaf && (
          <label className="cc-tools">
            <span>{t('vafAxis')}</span>
            <select
              className="select"
              value={controls.vaf}
              onChange={({ target }) => controls.setVaf(target.value === 'linear' ? 'linear' : 'log')}
            >
              <option value="log">{t('log')}</option>
              <option value="linear">{t('linear')}</option>
            </select>
          </label>
        )}
        {controls.isOrdered && (
          <button type="button" className="button" onClick={controls.resetOrder}>
            {t('resetOrder')}
          </button>
        )}
        <button type="button" className="button" aria-pressed={allOpen} onClick={onOpenAll}>
          {t('openAll')}
        </button>
      </div>
    </div>
  );
};
