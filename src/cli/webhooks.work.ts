import { decoderOf } from '@leptotrace/clinical';
import type { CommandContext } from '@leptotrace/event-store';
import { digestOf, randomId, systemClock } from '@leptotrace/kernel';
import { filterSchema, SEQUENCE_PATTERN, type WebhookFilter } from '@leptotrace/webhooks';
import { ConfigError } from '../config/config';
import { invalid } from '../http/problem';
import type { WebhookAnswer } from '../webhooks/webhook.answer';
import { WebhookStreams } from '../webhooks/webhook-streams';
import { Webhooks, type WithSecret } from '../webhooks/webhooks';
import { EXIT, print, printJson } from './output';
import { withSession, type GlobalOptions } from './session';

interface FilterOptions {
  readonly type?: readonly string[];
  readonly compartment?: readonly string[];
  readonly criterion?: readonly string[];
  readonly study?: readonly string[];
}

export interface CreateOptions extends GlobalOptions, FilterOptions {
  readonly full?: boolean;
  readonly unasked?: boolean;
  readonly after?: string;
}

export interface ShownOptions extends GlobalOptions {
  readonly all?: boolean;
  readonly outcome?: string;
  readonly limit?: string;
}

const context = (): CommandContext => {
  const commandId = randomId();
  const digest = digestOf(['cli', commandId]);
  return { commandId, digest, actor: 'cli', tenantId: 'local', correlationId: commandId };
};

/** Opens the log, does the work, prints what it answers. */
const told = async <T>(
  options: GlobalOptions,
  work: (webhooks: Webhooks) => Promise<T>,
  lines: (answer: T) => readonly string[],
): Promise<void> => {
  const answer = await withSession({ ...options, mustExist: true }, ({ store, config }) =>
    work(new Webhooks(store, new WebhookStreams(store, systemClock), config)),
  );
  if (options.json) printJson(answer);
  else for (const line of lines(answer)) print(line);
  process.exitCode = EXIT.done;
};

const lineOf = ({ webhookId, status, reason, url, ...webhook }: WebhookAnswer): string => {
  const { delivered, waiting, deadLetters } = webhook;
  const state = reason === null ? status : `${status} (${reason})`;
  return `${webhookId}  ${state}  ${url}  ${delivered} delivered, ${waiting.length} waiting, ${deadLetters.length} given up`;
};

const shown = (webhook: WebhookAnswer): readonly string[] => [
  lineOf(webhook),
  ...webhook.waiting.map(
    ({ patientId, attempts, dueAt }) => `  waits: ${patientId}, ${attempts} tries, next ${dueAt}`,
  ),
  ...webhook.deadLetters.map(
    ({ signalId, patientId, reason, at }) => `  given up: ${signalId} (${patientId}) ${at}: ${reason}`,
  ),
];

const withSecret = (webhook: WithSecret): readonly string[] => [
  ...shown(webhook),
  ...webhook.leavesOut.map((what) => `left out: ${what}`),
  `secret (told once): ${webhook.secret}`,
  ...webhook.publicKeys.map((key) => `public key: ${key}`),
];

const decodeFilter = decoderOf<WebhookFilter>(filterSchema);

const filterOf = ({ type, compartment, criterion, study }: FilterOptions): WebhookFilter => {
  const given = { types: type, compartments: compartment, criteria: criterion, studies: study };
  const decoded = decodeFilter(
    Object.fromEntries(Object.entries(given).filter(([, values]) => values !== undefined)),
  );
  if (decoded.ok) return decoded.value;
  throw invalid(decoded.issues);
};

const sequenceOf = (text: string): string | null => {
  if (text === 'beginning') return null;
  if (new RegExp(SEQUENCE_PATTERN).test(text)) return text;
  throw new ConfigError(`--after ${text}: use the sequence of a signal, or beginning.`);
};

/** A new webhook, with the secret that is told this once. @throws Problem, ConfigError */
export const create = (url: string, { full, unasked, after, ...options }: CreateOptions): Promise<void> =>
  told(
    options,
    (webhooks) =>
      webhooks.create(
        {
          url,
          payload: full ? 'full' : 'reference',
          filter: filterOf(options),
          unasked: unasked ?? false,
          ...(after === undefined ? {} : { after: sequenceOf(after) }),
        },
        context(),
      ),
    withSecret,
  );

const OUTCOMES = ['delivered', 'failed', 'held', 'dead-lettered'];
const MOST_TRIES = 1_000;

const outcomeIn = (text: string | undefined): string | null => {
  if (text === undefined || OUTCOMES.includes(text)) return text ?? null;
  throw new ConfigError(`--outcome ${text}: use ${OUTCOMES.join(', ')}.`);
};

const limitIn = (text = '50'): number => {
  const limit = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  if (limit >= 1 && limit <= MOST_TRIES) return limit;
  throw new ConfigError(`--limit ${text}: use a number from 1 to ${MOST_TRIES}.`);
};

/** Each try to deliver, the newest first. @throws ConfigError */
export const tries = (webhookId: string, { outcome, limit, ...options }: ShownOptions): Promise<void> =>
  told(
    options,
    (webhooks) =>
      webhooks.deliveries(webhookId, {
        before: null,
        limit: limitIn(limit),
        outcome: outcomeIn(outcome),
      }),
    ({ deliveries }) =>
      deliveries.map(
        ({ at, outcome: became, attempt, patientId, signalId, reason }) =>
          `${at}  ${became}  try ${attempt}  ${patientId}  ${signalId}${reason === null ? '' : `  ${reason}`}`,
      ),
  );

/** Webhooks, those that have ended only with `all`. */
export const list = ({ all = false, ...options }: ShownOptions): Promise<void> =>
  told(
    options,
    (webhooks) => webhooks.list({ all, limit: Infinity }),
    ({ webhooks }) => webhooks.map(lineOf),
  );

/** How far a webhook is, who waits, and what was given up. @throws Problem */
export const show = (webhookId: string, options: GlobalOptions): Promise<void> =>
  told(options, (webhooks) => webhooks.show(webhookId), shown);

/** Pauses, resumes or removes. @throws Problem */
export const change = (
  what: 'pause' | 'resume' | 'remove',
  webhookId: string,
  options: GlobalOptions,
): Promise<void> => told(options, (webhooks) => webhooks[what](webhookId, context()), shown);

/** New keys, told this once. @throws Problem */
export const rotate = (webhookId: string, options: GlobalOptions): Promise<void> =>
  told(options, (webhooks) => webhooks.rotate(webhookId, context()), withSecret);

/** Sends again what was given up: all of it when nothing is named. @throws Problem */
export const redrive = (
  webhookId: string,
  signalIds: readonly string[],
  options: GlobalOptions,
): Promise<void> =>
  told(
    options,
    (webhooks) => webhooks.redrive(webhookId, signalIds.length === 0 ? undefined : signalIds, context()),
    shown,
  );

/** Sends again everything behind a sequence. @throws Problem, ConfigError */
export const replay = (
  webhookId: string,
  { after, ...options }: GlobalOptions & { readonly after: string },
): Promise<void> =>
  told(options, (webhooks) => webhooks.replay(webhookId, sequenceOf(after), context()), shown);
