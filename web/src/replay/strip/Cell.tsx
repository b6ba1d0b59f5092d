import { useId, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

export const CELLS = ['where', 'onWhat', 'driver', 'trust', 'patient'] as const;
export type CellName = (typeof CELLS)[number];

interface Props {
  readonly name: CellName;
  readonly children: ReactNode;
}

/** One of the five questions: its number, its name, its answer. */
export const Cell = ({ name, children }: Props) => {
  const { t } = useTranslation('replay');
  const id = useId();
  return (
    <section className="strip-cell" aria-labelledby={id} data-question={CELLS.indexOf(name) + 1}>
      <h2 id={id}>
        <span className="strip-number">{CELLS.indexOf(name) + 1}</span> {t(`strip.${name}.title`)}
      </h2>
      {children}
    </section>
  );
};
