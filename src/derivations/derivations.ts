import { Inject, Injectable } from '@nestjs/common';
import { Type, type Static } from '@sinclair/typebox';
import { decoderOf } from '@leptotrace/clinical';
import {
  ACCEPTED,
  derive,
  findRuleset,
  INVESTIGATOR,
  readersOf,
  type Derived,
  type OriginChoice,
  type ReaderChoice,
} from '@leptotrace/derivation';
import type { Mode } from '@leptotrace/endpoints';
import { digestOf, type DayInterval, type JsonValue, type Zone } from '@leptotrace/kernel';
import type { Ruleset } from '@leptotrace/rules';
import { believedAt, currentFact, viewOn, type PatientLog, type TimelineView } from '@leptotrace/timeline';
import { LRUCache } from 'lru-cache';
import { invalidAt } from '../http/problem';
import { PatientStreams } from '../patients/patient-streams';
import type { SharedAnswers } from '../store/open';
import { SHARED_ANSWERS } from '../store/tokens';
import { readAsOf, readOn } from '../timelines/cut';
import { SITE_TIME, UTC_SITE, type SiteTime } from '../timelines/site-time';
import { logOf } from '../timelines/timeline.queries';
import { CODE_DIGEST } from './code-digest';
import { RULESETS, type Rulesets } from './rulesets';

/** A question about a patient, as it arrives: texts. */
export interface AskedQuestion {
  readonly on?: string;
  readonly asOf?: string;
  readonly ruleset?: string;
  readonly origin?: string;
  readonly mode?: string;
  readonly reader?: string;
}

/** What was asked, read and checked. */
export interface Asked {
  readonly patientId: string;
  readonly log: PatientLog;
  readonly revision: number;
  readonly on: DayInterval;
  /** Of the site: instants have their days in it. */
  readonly zone: Zone;
  readonly origin: OriginChoice;
  readonly originText: string;
  readonly mode: Mode;
  /** Whose reading; left out: the accepted one. */
  readonly reader?: ReaderChoice;
  readonly ruleset: Ruleset;
}

export interface AskedAndDerived {
  readonly asked: Asked;
  readonly view: TimelineView;
  readonly derived: Derived;
}

type Kept = Pick<AskedAndDerived, 'view' | 'derived'>;

const MODES: readonly Mode[] = ['FDA', 'EMA'];
const ORIGINS = ['first-dose', 'current-line', 'lm-diagnosis'] as const;
const ORIGIN_FACT = /^fact:(.{1,200})$/;

const readOrigin = (text: string | undefined, ruleset: Ruleset): OriginChoice => {
  if (text === undefined) {
    return ruleset.configuration.originEvent === 'lmDiagnosis' ? 'lm-diagnosis' : 'first-dose';
  }
  const factId = ORIGIN_FACT.exec(text)?.[1];
  if (factId !== undefined) return { factId };
  const origin = ORIGINS.find((known) => known === text);
  if (origin) return origin;
  throw invalidAt(
    '/query/origin',
    `${JSON.stringify(text)} starts no clock`,
    `Use ${ORIGINS.join(', ')} or fact:<factId>.`,
  );
};

const readMode = (text: string | undefined, ruleset: Ruleset): Mode => {
  const mode = text === undefined ? ruleset.configuration.pfsMode : MODES.find((known) => known === text);
  if (mode) return mode;
  throw invalidAt('/query/mode', `${JSON.stringify(text)} is no censoring`, 'Use FDA or EMA.');
};

/** @throws Problem when nobody of that name has read anything of the patient. */
const readReader = (text: string | undefined, log: PatientLog, revision: number): ReaderChoice => {
  if (text === undefined) return ACCEPTED;
  const facts = [...believedAt(log, revision).facts.values()].map(currentFact);
  const known = [ACCEPTED, INVESTIGATOR, ...readersOf(facts)];
  if (known.includes(text)) return text;
  throw invalidAt(
    '/query/reader',
    `${JSON.stringify(text)} has read nothing here`,
    `Use ${known.join(', ')}.`,
  );
};

/** Answers from the log that is part of the question; nothing is kept. */
export const deriveAsked = (asked: Asked): AskedAndDerived => {
  const { patientId, log, revision, on, zone, origin, mode, reader = ACCEPTED, ruleset } = asked;
  const view = viewOn(believedAt(log, revision), on, zone);
  return { asked, view, derived: derive(view, ruleset, { subjectId: patientId, origin, mode, reader }) };
};

/**
 * Everything that decides an answer. Command and time tell streams of one name in two logs apart, and those of
 * one log before and after a restore; the code tells builds apart that share a cache.
 */
export const keyOf = ({
  patientId,
  log,
  revision,
  on,
  zone,
  originText,
  mode,
  reader = ACCEPTED,
  ruleset,
}: Asked): JsonValue => [
  patientId,
  revision,
  log[revision]?.commandId ?? '',
  log[revision]?.recordedAt ?? '',
  on.from,
  on.to,
  zone.name,
  originText,
  mode,
  reader,
  ruleset.digest,
  CODE_DIGEST,
];

const headSchema = Type.Object({
  patientId: Type.String(),
  revision: Type.Integer(),
  mode: Type.String(),
  ruleset: Type.Object({ digest: Type.String() }),
});
const headOf = decoderOf<Static<typeof headSchema>>(headSchema);

/** Does a text from elsewhere answer this question? */
const answers = ({ patientId, revision, mode, ruleset }: Asked, text: string): boolean => {
  try {
    const head = headOf(JSON.parse(text));
    if (!head.ok) return false;
    const { value } = head;
    return (
      value.patientId === patientId &&
      value.revision === revision &&
      value.mode === mode &&
      value.ruleset.digest === ruleset.digest
    );
  } catch {
    return false;
  }
};

/**
 * Answers kept, by what they hold: about 1.5 kB for each fact, and 150 kB at least. Enough for the patients
 * of a tumour board, each scrubbed through its days; and never the memory of the process, however long the
 * courses are.
 */
const KEPT_FACTS = 120_000;
const FACTS_AT_LEAST = 100;

/**
 * Derived answers, kept by everything that decides them: patient, revision, day, origin, mode and the
 * digest of the ruleset. A later revision is another key, so nothing has ever to be invalidated.
 */
@Injectable()
export class Derivations {
  private readonly kept = new LRUCache<string, Kept>({
    maxSize: KEPT_FACTS,
    sizeCalculation: ({ view }) => FACTS_AT_LEAST + view.known.length + view.undetermined.length,
  });

  constructor(
    private readonly patients: PatientStreams,
    @Inject(RULESETS) private readonly rulesets: Rulesets,
    @Inject(SHARED_ANSWERS) private readonly shared: SharedAnswers | null = null,
    @Inject(SITE_TIME) readonly site: SiteTime = UTC_SITE,
  ) {}

  /** @throws Problem when there is no such ruleset. */
  ruleset(id: string | undefined, name = 'ruleset'): Ruleset {
    const found = findRuleset(this.rulesets.installed, id ?? this.rulesets.preset);
    if (found) return found;
    throw invalidAt(
      `/query/${name}`,
      `${JSON.stringify(id)} is not installed`,
      `Use one of ${[...this.rulesets.installed.keys()].join(', ')}.`,
    );
  }

  /** @throws Problem when the patient is unknown or the question cannot be read. */
  async answer(patientId: string, question: AskedQuestion): Promise<AskedAndDerived> {
    const log = await logOf(this.patients, patientId);
    return this.answerFrom(patientId, log, question);
  }

  /**
   * The same as JSON, from whichever instance made it first. The key holds all that decides the answer,
   * so it is never wrong, only there or not.
   */
  async sharedAnswer<T>(
    patientId: string,
    question: AskedQuestion,
    { name, make }: { readonly name: string; readonly make: (found: AskedAndDerived) => T },
  ): Promise<T> {
    const log = await logOf(this.patients, patientId);
    const asked = this.asked(patientId, log, question);
    const answer = (): T => make({ asked, ...this.keptOr(asked) });
    if (!this.shared) return answer();
    const key = `${name}:${digestOf(keyOf(asked))}`;
    const fits = (text: string): boolean => answers(asked, text);
    return JSON.parse(await this.shared.answer(key, () => JSON.stringify(answer()), fits)) as T;
  }

  answerFrom(patientId: string, log: PatientLog, question: AskedQuestion): AskedAndDerived {
    const asked = this.asked(patientId, log, question);
    return { asked, ...this.keptOr(asked) };
  }

  private asked(patientId: string, log: PatientLog, question: AskedQuestion): Asked {
    const ruleset = this.ruleset(question.ruleset);
    const origin = readOrigin(question.origin, ruleset);
    const revision = readAsOf(log, this.site, { text: question.asOf });
    const asked: Asked = {
      patientId,
      log,
      revision,
      on: readOn(this.site, question.on),
      zone: this.site.zone,
      origin,
      originText: typeof origin === 'string' ? origin : `fact:${origin.factId}`,
      mode: readMode(question.mode, ruleset),
      reader: readReader(question.reader, log, revision),
      ruleset,
    };
    if (typeof origin !== 'string' && !believedAt(log, asked.revision).facts.has(origin.factId)) {
      throw invalidAt('/query/origin', 'no such fact', 'Read the timeline for the ids.');
    }
    return asked;
  }

  private keptOr(asked: Asked): Kept {
    const key = JSON.stringify(keyOf(asked));
    const there = this.kept.get(key);
    if (there) return there;
    const { view, derived } = deriveAsked(asked);
    const made = { view, derived };
    this.kept.set(key, made);
    return made;
  }
}
