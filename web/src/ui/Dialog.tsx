import { useDialog } from '@react-aria/dialog';
import { Overlay, useModalOverlay } from '@react-aria/overlays';
import { useMemo, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** False while leaving would lose what was typed: it is then left by its buttons alone. */
  readonly dismissable?: boolean;
}

const Panel = ({ title, onClose, children, dismissable = true }: Props) => {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const state = useMemo(
    () => ({
      isOpen: true,
      point: null,
      close: onClose,
      toggle: onClose,
      setOpen: onClose,
      open: () => undefined,
      setPoint: () => undefined,
    }),
    [onClose],
  );
  const { modalProps, underlayProps } = useModalOverlay(
    { isDismissable: dismissable, isKeyboardDismissDisabled: !dismissable },
    state,
    ref,
  );
  const { dialogProps, titleProps } = useDialog({}, ref);
  return (
    <div className="dialog-underlay" {...underlayProps}>
      <div {...modalProps} {...dialogProps} ref={ref} className="dialog">
        <header>
          <h2 {...titleProps}>{title}</h2>
          <button type="button" className="button quiet" onClick={onClose} aria-label={t('close')}>
            ✕
          </button>
        </header>
        {children}
      </div>
    </div>
  );
};

/** A modal dialog: focus stays inside and goes back where it was; Escape closes it while nothing would be lost. */
export const Dialog = (props: Props) => (
  <Overlay>
    <Panel {...props} />
  </Overlay>
);
