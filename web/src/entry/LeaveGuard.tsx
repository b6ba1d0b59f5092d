import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { Dialog } from '@web/ui/Dialog';

/** Opens elsewhere: this page stays. */
const opensElsewhere = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button !== 0 || metaKey || ctrlKey || shiftKey || altKey;

/** The address that a click would lead to inside these screens; `null` for any other click. */
const leadsTo = (event: MouseEvent): string | null => {
  const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
  if (!(link instanceof HTMLAnchorElement) || link.target === '_blank' || opensElsewhere(event)) return null;
  const { origin, pathname, search } = new URL(link.href);
  if (origin !== location.origin || `${pathname}${search}` === `${location.pathname}${location.search}`)
    return null;
  return `${pathname}${search}`;
};

interface Props {
  readonly isActive: boolean;
  readonly onDiscard: () => void;
}

/** Asks before a link is followed while something is not recorded; closing the tab asks by itself. */
export const LeaveGuard = ({ isActive, onDiscard }: Props) => {
  const { t } = useTranslation('entry');
  const [, navigate] = useLocation();
  const [goal, setGoal] = useState<string | null>(null);
  useEffect(() => {
    if (!isActive) return undefined;
    const ask = (event: MouseEvent) => {
      const to = leadsTo(event);
      if (to === null) return;
      event.preventDefault();
      event.stopPropagation();
      setGoal(to);
    };
    document.addEventListener('click', ask, { capture: true });
    return () => document.removeEventListener('click', ask, { capture: true });
  }, [isActive]);
  if (goal === null) return null;
  const leave = () => {
    setGoal(null);
    navigate(goal);
  };
  return (
    <Dialog title={t('leave.title')} onClose={() => setGoal(null)}>
      <div className="entry-register">
        <p>{t('leave.text')}</p>
        <div className="entry-actions">
          <button type="button" className="button primary" onClick={() => setGoal(null)}>
            {t('leave.stay')}
          </button>
          <button type="button" className="button" onClick={leave}>
            {t('leave.leave')}
          </button>
          <button
            type="button"
            className="button danger"
            onClick={() => {
              onDiscard();
              leave();
            }}
          >
            {t('leave.discard')}
          </button>
        </div>
      </div>
    </Dialog>
  );
};
