import type { Texts } from '../texts';

/** Steroids and bevacizumab: running, none recorded, or unknown. */
export const CONFOUNDING: Pick<
  Texts['trust'],
  'confounding' | 'confoundingUnknown' | 'noConfounder' | 'doubts'
> = {
  confounding: 'Steroid, Bev.',
  confoundingUnknown: 'Steroid, Bev.?',
  noConfounder: 'nichts davon als laufend erfasst',
  doubts: {
    'may-have-begun': 'evtl. begonnen',
    'perhaps-steroid': 'evtl. ein Steroid: der Name lässt es offen',
    unread: 'Therapieeinträge nicht lesbar: ein Steroid ist nicht ausgeschlossen',
  },
};
