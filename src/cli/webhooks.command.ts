import type { Command } from 'commander';
import type { GlobalOptions } from './session';
import type { CreateOptions, ShownOptions } from './webhooks.work';

const work = () => import('./webhooks.work');

const CHANGES = {
  pause: 'send nothing for now; nothing is lost',
  resume: 'go on where it was paused',
  remove: 'send nothing more',
} as const;

type Change = keyof typeof CHANGES;

/** `leptotrace webhooks …`: the same use cases as /v1/webhooks, on the log itself. */
export const addWebhookCommands = (program: Command, withJson: (command: Command) => Command): void => {
  const group = program
    .command('webhooks')
    .description('who is told of signals by signed POST')
    .exitOverride();
  const command = (name: string, description: string): Command =>
    withJson(group.command(name).description(description));
  command('list', 'webhooks that have not ended')
    .option('--all', 'those that have ended as well')
    .action(async (options: ShownOptions) => (await work()).list(options));
  command('show <webhookId>', 'how far it is, who waits, what was given up').action(
    async (webhookId: string, options: GlobalOptions) => (await work()).show(webhookId, options),
  );
  command('create <url>', 'tell this URL; prints the secret')
    .option('--full', 'send whole signals instead of ids')
    .option(
      '--unasked',
      'for a receiver that cannot answer OPTIONS: yours to know that it wants to be sent to',
    )
    .option('--type <types...>', 'ProgressionDetected, ProgressionRevised, ...')
    .option('--compartment <compartments...>', 'cns, non-cns, both, csf, plasma, tissue')
    .option('--criterion <criteria...>', 'RANO_BM_2015, ...')
    .option('--study <studies...>', 'of the patients')
    .option('--after <sequence>', 'begin behind it, or at the beginning (default: now)')
    .action(async (url: string, options: CreateOptions) => (await work()).create(url, options));
  command('deliveries <webhookId>', 'each try, the newest first')
    .option('--outcome <outcome>', 'delivered, failed, held or dead-lettered')
    .option('--limit <number>', 'so many (default: 50)')
    .action(async (webhookId: string, options: ShownOptions) => (await work()).tries(webhookId, options));
  for (const [name, description] of Object.entries(CHANGES))
    command(`${name} <webhookId>`, description).action(async (webhookId: string, options: GlobalOptions) =>
      (await work()).change(name as Change, webhookId, options),
    );
  command('rotate <webhookId>', 'new keys; the old ones sign beside them for 24 hours').action(
    async (webhookId: string, options: GlobalOptions) => (await work()).rotate(webhookId, options),
  );
  command('redrive <webhookId> [signalIds...]', 'send what was given up again (default: all)').action(
    async (webhookId: string, signalIds: readonly string[], options: GlobalOptions) =>
      (await work()).redrive(webhookId, signalIds, options),
  );
  command('replay <webhookId>', 'send everything behind a sequence again, marked as replayed')
    .requiredOption('--after <sequence>', 'a sequence, or beginning')
    .action(async (webhookId: string, options: GlobalOptions & { readonly after: string }) =>
      (await work()).replay(webhookId, options),
    );
};
