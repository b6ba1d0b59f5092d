import { useDialog } from '@react-aria/dialog';
import { FocusScope } from '@react-aria/focus';
import { OverlayContainer, useModal, useOverlay, usePreventScroll } from '@react-aria/overlays';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface Props {
  readonly title: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** False while leaving would lose what was typed. */
  readonly dismissable?: boolean;
}

const Panel = ({ title, onClose, children, dismissable = true }: Props) => {
  const { t } = useTranslation();
  const ref = useRef<HTMLDivElement>(null);
  const { overlayProps, underlayProps } = useOverlay(
    { isOpen: true, onClose, isDismissable: dismissable },
    ref,
  );
  usePreventScroll();
  const { modalProps } = useModal();
  const { dialogProps, titleProps } = useDialog({}, ref);
  return (
    <div className="dialog-underlay" {...underlayProps}>
      <FocusScope contain restoreFocus autoFocus>
        <div {...overlayProps} {...modalProps} {...dialogProps} ref={ref} className="dialog">
          <header>
            <h2 {...titleProps}>{title}</h2>
            <button type="button" className="button quiet" onClick={onClose} aria-label={t('close')}>
              ✕
            </button>
          </header>
          {children}
        </div>
      </FocusScope>
    </div>
  );
};

/** A modal dialog: focus stays inside and goes back where it was; Escape closes it. */
export const Dialog = (props: Props) => (
  <OverlayContainer>
    <Panel {...props} />
  </OverlayContainer>
);
