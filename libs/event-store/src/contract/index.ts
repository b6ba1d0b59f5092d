import { appendChecks } from './append';
import { CONTRACT, type Behaviour, type BehaviourId } from './behaviours';
import type { Check, ContractHarness } from './harness';
import { lifecycleChecks } from './lifecycle';
import { logChecks } from './log';
import { retryChecks } from './retry';
import { streamChecks } from './streams';
import { subscriptionChecks } from './subscriptions';

export { CONTRACT, type Behaviour, type BehaviourId } from './behaviours';
export type { ContractHarness, OpenedLog } from './harness';
export * as fixtures from './fixtures';

/** Complete by type: a behaviour of the list without a check does not compile. */
export const CHECKS: Record<BehaviourId, Check> = {
  ...appendChecks,
  ...retryChecks,
  ...streamChecks,
  ...logChecks,
  ...subscriptionChecks,
  ...lifecycleChecks,
};

const SECTIONS: Record<Behaviour['section'], string> = {
  append: 'append and revisions',
  retry: 'retry safety',
  streams: 'stream reads',
  log: 'log reads',
  subscriptions: 'subscriptions',
  lifecycle: 'sealing, purging, lifecycle',
};

const applies = (behaviour: Behaviour, harness: ContractHarness): boolean =>
  behaviour.needs === undefined || Boolean(harness[behaviour.needs]);

/** The behaviours that are tested for an adapter with that harness. */
export const behavioursOf = (
  harness: ContractHarness,
): readonly (Behaviour & { readonly id: BehaviourId })[] =>
  CONTRACT.filter((behaviour) => applies(behaviour, harness));

/** Declares the whole contract as Jest tests for one adapter; each test gets a log of its own. */
export const eventStoreContract = (name: string, harness: ContractHarness): void => {
  describe(`event store contract: ${name}`, () => {
    for (const [section, heading] of Object.entries(SECTIONS)) {
      describe(heading, () => {
        const behaviours = behavioursOf(harness).filter((behaviour) => behaviour.section === section);
        it.each(behaviours.map(({ id, title }) => [id, title] as const))('%s %s', async (id) => {
          const log = await harness.open();
          try {
            await CHECKS[id](log, harness);
          } finally {
            await log.dispose();
          }
        });
      });
    }
  });
};
