import type { BestOf } from './derive';

/**
 * Whether the latest response of a criterion stands: a progression that a criterion calls suspected awaits the
 * next assessment, a response awaits the second one that confirms it. `null` for what nothing confirms.
 */
export const confirmationOf = (
  value: string | undefined,
  best: Pick<BestOf, 'confirmed'> | undefined,
): 'confirmed' | 'provisional' | null => {
  if (value === 'SUSPECTED_PD') return 'provisional';
  if (value === 'PD') return 'confirmed';
  if (value !== 'CR' && value !== 'PR') return null;
  return best?.confirmed.value === 'CR' || best?.confirmed.value === 'PR' ? 'confirmed' : 'provisional';
};
