import type { Texts } from '../texts';
import { CHECKS } from './checks';
import { FLAG_TEXTS } from './flags';

/** What the reader may rely on, and what not. */
export const TRUST: Texts['trust'] = {
  title: '4  证据是否可信？',
  evidence: {
    'mri-neuraxis': 'MRI',
    'lumbar-puncture': '脑脊液标本',
    'body-imaging': '体部影像',
    'neurological-exam': '神经查体',
    'performance-status': '体能状态',
  },
  noneRecorded: '无记录',
  old: '超过8周',
  components: 'RANO-LM各项',
  confounding: '激素、贝伐',
  confoundingUnknown: '激素、贝伐？',
  noConfounder: '未记录正在使用',
  doubts: {
    'may-have-begun': '可能已开始',
    'perhaps-steroid': '可能为激素',
    unread: '部分治疗记录不明：不能排除激素',
  },
  componentNames: { neuro: '神经', csf: '脑脊液', imaging: '影像' },
  componentStates: {
    NE: 'NE',
    IMPROVED: '好转',
    STABLE: '稳定',
    PROGRESSIVE: '恶化',
    WORSE: '恶化',
    NOT_APPLICABLE: '不适用',
    CONVERTED_NEG: '已转阴',
    NEG_UNCONFIRMED: '一次阴性',
    STILL_POSITIVE: '仍阳性',
    FAILED_CONVERSION: '未能转阴',
    STAYS_NEG: '持续阴性',
    CONVERTED_POS: '转为阳性',
    UNKNOWN_BASELINE: '基线不明',
  },
  caution: '注意',
  flags: FLAG_TEXTS,
  late: '迟到的事实',
  corrected: '更正过的事实',
  undetermined: '先后不明',
  unplaced: '日期过于模糊',
  contradictions: '矛盾',
  checks: CHECKS,
  toCheck: '待核对',
  recordedSince: '此后记录',
  correctedSince: '此后更正',
};
