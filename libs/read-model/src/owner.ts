import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';

/** Name of this process as the owner of leases. */
export const thisProcess = (): string => `${hostname()}/${process.pid}/${randomUUID()}`;

/** True only when the owner was a process of this machine and is there no more: nobody waits for it then. */
export const isGone = (owner: string): boolean => {
  const [host, pid] = owner.split('/');
  if (host !== hostname() || !/^\d+$/.test(pid ?? '')) return false;
  try {
    // Signal 0 asks, and does nothing.
    process.kill(Number(pid), 0);
    return false;
  } catch (fault) {
    return (fault as NodeJS.ErrnoException).code === 'ESRCH';
  }
};
