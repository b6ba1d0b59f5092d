import type { Determinacy, ReadingName } from '@leptotrace/endpoints';
import type { Flag } from '@leptotrace/rules';
import type { CheckCode } from '@leptotrace/timeline';

export type Language = 'en' | 'de' | 'zh-CN';

/** Names of codes; a code that is not listed is shown as it is. */
export type Names = Readonly<Record<string, string>>;

/** Everything that the sheet says in one language. */
export interface Texts {
  readonly language: Language;
  readonly colon: string;
  readonly comma: string;
  readonly semicolon: string;
  readonly brackets: (text: string) => string;
  readonly more: (count: number) => string;
  readonly days: (count: string) => string;
  readonly weeks: (count: string) => string;
  readonly percent: (value: string) => string;
  readonly since: (date: string) => string;
  readonly until: (date: string) => string;
  readonly facts: (count: number) => string;

  readonly heading: {
    readonly title: string;
    readonly on: (date: string) => string;
    readonly known: (revision: number, instant: string) => string;
    readonly nothingYet: string;
    readonly sex: Names;
    readonly born: (year: number) => string;
    readonly ageAtDiagnosis: (years: number) => string;
  };

  readonly compartments: Readonly<Record<'cns' | 'non-cns' | 'both' | 'not-stated', string>>;
  readonly criteria: Names;
  readonly sites: Names;
  readonly responses: Names;

  readonly where: {
    readonly title: string;
    readonly progression: (since: string, by: string) => string;
    readonly suspected: (since: string) => string;
    readonly noProgression: string;
    readonly notEvaluable: string;
    readonly confirmed: string;
    readonly provisional: string;
    readonly experimental: string;
    readonly notAssessed: string;
    readonly stated: string;
    readonly mayHaveChanged: string;
    readonly classification: string;
    readonly asStated: (certainty: string) => string;
    readonly certainty: Names;
  };

  readonly onWhat: {
    readonly title: string;
    readonly noTherapy: string;
    readonly index: string;
    readonly noIndex: string;
    readonly line: (number: number) => string;
    readonly running: string;
    readonly held: string;
    readonly stopped: string;
    /** A therapy that nothing has shown since that date. */
    readonly mayHaveEnded: (shown: string) => string;
    readonly mayHaveEndedLabel: string;
    /** Why it ended, where no stop is recorded. */
    readonly inferredEnds: Names;
    readonly planned: string;
    readonly undetermined: string;
    readonly supportive: string;
    readonly radiotherapy: string;
    readonly therapyStatus: Names;
    readonly routes: Names;
    readonly agents: Names;
    readonly techniques: Names;
    readonly beyond: (days: string, compartment: string, date: string) => string;
    readonly best: (compartment: string) => string;
    readonly noBest: string;
    readonly unconfirmedBest: string;
    readonly confirmedBest: string;
    readonly noValue: string;
    readonly event: string;
    readonly censored: string;
    readonly range: (range: string) => string;
    readonly mayChange: (facts: number) => string;
  };

  readonly driver: {
    readonly title: string;
    readonly none: string;
    readonly specimens: Readonly<Record<'csf' | 'plasma' | 'tissue', string>>;
    readonly detected: string;
    readonly vaf: (value: string) => string;
    readonly copies: (value: string) => string;
    readonly notDetected: (lod: string) => string;
    readonly lodNotStated: string;
    readonly lod: (value: string) => string;
    readonly belowLod: (lod: string) => string;
    readonly notEvaluable: string;
    readonly notTested: string;
    readonly notCounted: string;
    /** `isLater`: behind a report that counts. */
    readonly uncounted: (reports: string, isOne: boolean, isLater: boolean) => string;
    readonly trend: string;
    readonly trends: Names;
    readonly fromTo: (from: string, to: string) => string;
    readonly emergence: string;
    readonly emergences: Readonly<
      Record<'EMERGENT_ON' | 'PRE_EXISTING' | 'TIMING_UNKNOWN', (drug: string) => string>
    >;
    readonly clearance: string;
    readonly clearances: Names;
    readonly discordances: Names;
    readonly pair: string;
    readonly signal: string;
    readonly signals: Names;
  };

  readonly trust: {
    readonly title: string;
    readonly evidence: Names;
    readonly noneRecorded: string;
    readonly old: string;
    readonly components: string;
    /** Steroids and bevacizumab. */
    readonly confounding: string;
    readonly confoundingUnknown: string;
    readonly noConfounder: string;
    /** Why a steroid can neither be named nor excluded. */
    readonly doubts: Names & { readonly unread: string };
    readonly componentNames: Names;
    readonly componentStates: Names;
    readonly caution: string;
    readonly flags: Readonly<Record<Flag, string>>;
    readonly late: string;
    readonly corrected: string;
    readonly undetermined: string;
    readonly unplaced: string;
    readonly contradictions: string;
    readonly checks: Readonly<Record<CheckCode, string>>;
    readonly toCheck: string;
    readonly recordedSince: string;
    readonly correctedSince: string;
  };

  readonly patient: {
    readonly title: string;
    readonly performance: string;
    readonly before: (value: string) => string;
    readonly exam: string;
    readonly domains: Names;
    readonly grade: (grade: number) => string;
    readonly notGraded: string;
    readonly pressure: string;
    readonly pressureClasses: Names;
    readonly otherPressure: string;
    readonly pressureMethods: Names;
    readonly afterDrainage: string;
    readonly notMeasured: string;
    readonly cytology: string;
    readonly cytologyResults: Names;
    readonly lm: string;
    readonly noLm: string;
    readonly afterDiagnosis: (weeks: string) => string;
    readonly lmCertainty: Names;
    readonly symptoms: string;
    readonly died: string;
    readonly mayHaveDied: string;
    readonly vital: string;
    readonly question: string;
    readonly noQuestion: string;
    readonly decision: string;
    readonly due: string;
    readonly review: string;
    readonly reviewSuggested: string;
  };

  readonly drawing: {
    readonly title: string;
    readonly lanes: Readonly<
      Record<
        | 'cnsResponse'
        | 'nonCnsResponse'
        | 'systemic'
        | 'cnsTherapy'
        | 'radiotherapy'
        | 'cnsImaging'
        | 'cytology'
        | 'dnaCsf'
        | 'dnaPlasma'
        | 'dnaTissue'
        | 'bodyImaging',
        string
      >
    >;
    readonly legend: Readonly<
      Record<
        'derived' | 'stated' | 'imaging' | 'detected' | 'notDetected' | 'vague' | 'left' | 'notEvaluable',
        string
      >
    >;
    readonly modalities: Names;
    readonly lm: string;
    readonly alt: (from: string, to: string) => string;
    readonly altLane: (lane: string, marks: string) => string;
    readonly nothing: string;
  };

  readonly table: {
    readonly title: string;
    readonly columns: Readonly<
      Record<'endpoint' | 'days' | 'range' | 'start' | 'end' | 'outcome' | 'reason' | 'certainty', string>
    >;
    readonly endpoints: Names;
    readonly reasons: Readonly<Record<string, string>>;
    readonly causes: Names;
    /** Why there is no value at all, by the text of the answer. */
    readonly noValues: Names;
    readonly readings: Readonly<Record<ReadingName, string>>;
    readonly determinacy: Readonly<Record<Determinacy, string>>;
  };

  readonly footer: {
    readonly patient: string;
    readonly on: string;
    readonly known: string;
    readonly ruleset: string;
    readonly digest: string;
    readonly mode: string;
    readonly origin: string;
    readonly origins: Names;
    readonly engine: string;
    readonly research: string;
    /** Signs of the sheet that no font has, and what stands for them. */
    readonly withoutGlyph: (count: number) => string;
  };
}

export type PanelTexts = Pick<Texts, 'where' | 'onWhat' | 'driver' | 'trust' | 'patient'>;
export type PageTexts = Omit<Texts, keyof PanelTexts>;
