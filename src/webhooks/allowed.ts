import { networksIn, type Allowed } from '@leptotrace/webhooks';
import type { Config } from '../config/config';

/** Where the operator lets webhooks be sent. */
export const allowedBy = ({ webhookNetworks, webhookHosts }: Config): Allowed => ({
  networks: networksIn(webhookNetworks),
  hosts: webhookHosts,
});
