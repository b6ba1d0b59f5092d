import type { Texts } from '../texts';

/** Steroids and bevacizumab: running, none recorded, or unknown. */
export const CONFOUNDING: Pick<
  Texts['trust'],
  'confounding' | 'confoundingUnknown' | 'noConfounder' | 'doubts'
> = {
  confounding: '激素、贝伐',
  confoundingUnknown: '激素、贝伐？',
  noConfounder: '未记录正在使用',
  doubts: {
    'may-have-begun': '可能已开始',
    'perhaps-steroid': '可能为激素',
    unread: '部分治疗记录不明：不能排除激素',
  },
};
