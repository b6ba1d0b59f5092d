import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { PreviewState } from '../usePreview';
import { Preview } from './Preview';

interface Props {
  readonly preview: PreviewState;
  readonly isBusy: boolean;
  readonly action: string;
  readonly onCheck: () => void;
  readonly onRecord: () => void;
  readonly isDanger?: boolean;
  readonly children?: ReactNode;
}

/** What stands beside a form: first what would change, then the button that makes it so. */
export const Side = ({ preview, isBusy, action, onCheck, onRecord, isDanger = false, children }: Props) => {
  const { t } = useTranslation('entry');
  const { answer, isOutdated } = preview;
  const checkText = isOutdated ? t('preview.again') : t('preview.button');
  return (
    <aside className="entry-side" aria-label={t('preview.title')}>
      {answer ? <Preview answer={answer} /> : <p>{t(isOutdated ? 'preview.outdated' : 'preview.before')}</p>}
      {children}
      <div className="entry-actions">
        {answer ? (
          <button
            type="button"
            className={isDanger ? 'button danger' : 'button primary'}
            disabled={isBusy}
            onClick={onRecord}
          >
            {isBusy ? t('record.recording') : action}
          </button>
        ) : (
          <button type="button" className="button primary" disabled={preview.isBusy} onClick={onCheck}>
            {preview.isBusy ? t('preview.checking') : checkText}
          </button>
        )}
      </div>
    </aside>
  );
};
