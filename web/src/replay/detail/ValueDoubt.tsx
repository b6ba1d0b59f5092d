import { use, type ReactNode } from 'react';
import { Doubt, type CheckOfValue } from '@web/ui/Doubt';
import { rawText, type Figure } from '../figures';
import { FactChips } from './FactChips';
import { Select } from './facts';

interface Props {
  readonly determinacy: Figure;
  readonly checks: readonly CheckOfValue[];
  readonly children?: ReactNode;
}

/** The doubts about a value of the replay; the facts behind them open under the chart. */
export const ValueDoubt = ({ determinacy, checks, children }: Props) => {
  const select = use(Select);
  if (determinacy.value === 'exact') return null;
  return (
    <div className="strip-doubt" data-figure={determinacy.path} data-value={rawText(determinacy.value)}>
      <Doubt
        determinacy={String(determinacy.value)}
        checks={checks}
        linked={(ids) => <FactChips ids={ids} onSelect={select} />}
      />
      {children}
    </div>
  );
};
