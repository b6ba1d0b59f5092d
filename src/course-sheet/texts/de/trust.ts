import type { Texts } from '../texts';
import { CHECKS } from './checks';
import { FLAG_TEXTS } from './flags';

/** What the reader may rely on, and what not. */
export const TRUST: Texts['trust'] = {
  title: '4  Wie belastbar ist das?',
  evidence: {
    'mri-neuraxis': 'MRT',
    'lumbar-puncture': 'Liquorprobe',
    'body-imaging': 'Körperbildgebung',
    'neurological-exam': 'Neurostatus',
    'performance-status': 'Allgemeinzustand',
  },
  noneRecorded: 'nicht erfasst',
  old: 'älter als 8 Wochen',
  components: 'RANO-LM-Teile',
  confounding: 'Steroid, Bev.',
  confoundingUnknown: 'Steroid, Bev.?',
  noConfounder: 'nichts davon als laufend erfasst',
  doubts: {
    'may-have-begun': 'evtl. begonnen',
    'perhaps-steroid': 'evtl. ein Steroid: der Name lässt es offen',
    unread: 'Therapieeinträge nicht lesbar: ein Steroid ist nicht ausgeschlossen',
  },
  componentNames: { neuro: 'Neuro', csf: 'Liquor', imaging: 'Bildgebung' },
  componentStates: {
    NE: 'NE',
    IMPROVED: 'gebessert',
    STABLE: 'stabil',
    PROGRESSIVE: 'schlechter',
    WORSE: 'schlechter',
    NOT_APPLICABLE: 'entfällt',
    CONVERTED_NEG: 'negativ geworden',
    NEG_UNCONFIRMED: 'einmal negativ',
    STILL_POSITIVE: 'weiter positiv',
    FAILED_CONVERSION: 'nicht negativ geworden',
    STAYS_NEG: 'bleibt negativ',
    CONVERTED_POS: 'positiv geworden',
    UNKNOWN_BASELINE: 'Baseline unbekannt',
  },
  caution: 'Vorsicht',
  flags: FLAG_TEXTS,
  late: 'Nachgereicht',
  corrected: 'Berichtigt',
  undetermined: 'Davor oder danach?',
  unplaced: 'Zu ungenau datiert',
  contradictions: 'Widersprüche',
  checks: CHECKS,
  toCheck: 'Zu prüfen',
  recordedSince: 'Seither erfasst',
  correctedSince: 'Seither berichtigt',
};
