import type { Texts } from '../texts';

/** Steroids and bevacizumab: running, none recorded, or unknown. */
export const CONFOUNDING: Pick<
  Texts['trust'],
  'confounding' | 'confoundingUnknown' | 'noConfounder' | 'doubts'
> = {
  confounding: 'Steroid, bev.',
  confoundingUnknown: 'Steroid, bev.?',
  noConfounder: 'none recorded as running',
  doubts: {
    'may-have-begun': 'may have begun',
    'perhaps-steroid': 'may be a steroid: its name does not tell',
    unread: 'entries on therapy could not be read: a steroid is not excluded',
  },
};
