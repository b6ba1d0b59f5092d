import { useTerms } from '@web/terms/useTerms';
import type { Variant } from './definitions';

/** How a variant of the question is called. */
export const useVariantName = (): ((variant: Variant) => string) => {
  const { codeName } = useTerms();
  return ({ part, value }) => (part === 'origin' ? codeName(value) : value);
};
