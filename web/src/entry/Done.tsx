import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { urlOf } from '@web/api/client';
import { Warnings, type WarningOfFact } from '@web/ui/Warnings';

interface Props {
  readonly patientId: string;
  readonly title: string;
  readonly factId: string | undefined;
  /** The day from which the course shows the fact. */
  readonly on: string | null;
  /** What was recorded as it is, and is hardly meant or could not be read. */
  readonly warnings?: readonly WarningOfFact[];
  readonly onNext: () => void;
}

/** What was recorded, the way to it, and on to the next fact. */
export const Done = ({ patientId, title, factId, on, warnings = [], onNext }: Props) => {
  const { t } = useTranslation('entry');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const course = urlOf(`/patients/${encodeURIComponent(patientId)}`, {
    on: on ?? undefined,
    sel: factId,
  });
  return (
    <section className="entry-done" role="status">
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <Warnings warnings={warnings} />
      <div className="entry-actions">
        <Link href={course} className="button primary">
          {t('done.show')}
        </Link>
        <button type="button" className="button" onClick={onNext}>
          {t('done.next')}
        </button>
      </div>
    </section>
  );
};
