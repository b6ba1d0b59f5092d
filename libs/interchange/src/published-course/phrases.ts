import type { FactOf } from '@leptotrace/clinical';
import { phraseTable } from './words';

/**
 * Phrases of sentences, each with its meaning. Room for a new phrase is here: add it to the line of its
 * meaning (`*` ends a word anyhow). A phrase counts only where it is asserted; earlier lines come first.
 */

/** In a sentence the worst comes first: several places are not told apart here. */
export const RESPONSES = phraseTable<FactOf<'ResponseStated'>['category']>([
  ['PD', 'progressi*', 'progressed', 'progressing', 'relapse*', 'recurren*', 'pd'],
  ['WORSE', 'worse*', 'worsen*', 'deteriorat*'],
  ['SD', 'stable disease', 'disease stable', 'disease stabili*', 'disease control', 'sd'],
  ['STABLE', 'stable', 'stabili*', 'unchanged'],
  ['PR', 'partial response', 'partial remission', 'near complete response', 'near complete remission', 'pr'],
  [
    'IMPROVED',
    'improv*',
    'resolved',
    'gone',
    'better',
    'recover*',
    'disappeared',
    'clearly less',
    'resolution',
  ],
  ['CR', 'complete response', 'complete remission', 'complete metabolic response', 'cr'],
]);

/** Words that hold a phrase of the table and mean something else: taken out before it is read. */
export const NOT_RESPONSES =
  /\b(?:progression|relapse|recurrence)[ -]free\b|\bunstable\b|\bincomplete\w*|\bunresolved\b|\bno longer \w+\b/gi;

export const STOPS = phraseTable<FactOf<'TherapyStopped'>['reason']>([
  ['implied-by-switch', 'implied', 'implied by the switch'],
  ['progression', 'progress*', 'positive again', 'relapse*', 'recurren*'],
  ['toxicity', 'toxic*', 'adverse event*', 'side effect*', 'intoleran*'],
  [
    'completed',
    'planned course completed',
    'course completed',
    'course complete',
    'completed',
    'completion',
    'end of the planned course',
  ],
  ['elective', 'elective*', 'patient s wish', 'patient wish', 'patient s decision', 'patient decision'],
  ['death', 'death', 'died'],
]);

export const CARE = phraseTable<FactOf<'CareTransitioned'>['to']>([
  ['hospice', 'hospice'],
  ['palliative', 'palliative', 'best supportive care'],
  ['lost-to-follow-up', 'lost to follow up', 'lost'],
  ['withdrew', 'withdr*'],
]);

/** What a last follow-up says of the patient's life. */
export const VITAL = phraseTable<'dead' | 'lost'>([
  ['dead', 'dead', 'died', 'death', 'deceased', 'dod'],
  ['lost', 'lost to follow up', 'lost'],
]);

export const TECHNIQUES = phraseTable<FactOf<'RadiotherapyDelivered'>['technique']>([
  ['ha-wbrt', 'hippocampal avoidance', 'hippocampal avoiding', 'ha wbrt'],
  ['wbrt', 'whole brain', 'wbrt'],
  ['proton-csi', 'proton craniospinal', 'proton csi', 'craniospinal proton*'],
  ['photon-csi', 'photon craniospinal', 'photon csi', 'craniospinal photon*'],
  ['srs', 'radiosurg*', 'stereotactic', 'srs', 'gamma knife', 'gammaknife', 'cyberknife'],
  ['involved-field', 'involved field'],
]);

export const ROUTES = phraseTable<FactOf<'TherapyStarted'>['route']>([
  ['intraventricular', 'intraventricular', 'ommaya', 'icv'],
  ['intrathecal', 'intrathecal', 'it', 'intralumbar'],
  ['intravenous', 'intravenous', 'iv', 'i v'],
  ['subcutaneous', 'subcutaneous', 'sc'],
  ['intramuscular', 'intramuscular', 'im'],
  ['topical', 'topical'],
  ['oral', 'oral', 'orally', 'po', 'by mouth', 'per os', 'peroral'],
]);

export const DRUG_INTENTS = phraseTable<NonNullable<FactOf<'TherapyStarted'>['intent']>>([
  ['adjuvant', 'adjuvant'],
  ['maintenance', 'maintenance'],
]);

export const DEVICES = phraseTable<'ommaya' | 'shunt' | 'drain'>([
  ['shunt', 'ventriculoperitoneal', 'ventriculo peritoneal', 'vp shunt', 'shunt'],
  ['ommaya', 'ommaya', 'reservoir', 'rickham'],
  ['drain', 'ventricular drain', 'ventricular drainage', 'lumbar drain', 'csf drain', 'evd'],
]);

/** What was done to a device; a device that is only named was placed. */
export const DEVICE_ACTIONS = phraseTable<'removal' | 'placement' | 'other'>([
  ['removal', 'remov*', 'explant*', 'extract*', 'taken out', 'withdrawal of'],
  ['placement', 'plac*', 'insert*', 'implant*'],
  [
    'other',
    'revis*',
    'replac*',
    'exchang*',
    'punctur*',
    'tap',
    'tapped',
    'aspirat*',
    'externali*',
    'ligat*',
    'irrigat*',
    'infect*',
    'leak*',
    'malfunction*',
    'adjust*',
    'check*',
    'abandon*',
    'fail*',
  ],
]);

export const PROCEDURES = phraseTable<'resection' | 'biopsy' | 'autopsy'>([
  ['autopsy', 'autopsy', 'necropsy', 'post mortem'],
  ['resection', 'resection', 'resected', 'lobectomy', 'pneumonectomy', 'metastasectomy', 'excision'],
  ['biopsy', 'biopsy', 'biopsied'],
]);
