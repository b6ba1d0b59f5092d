import { useEffect, useRef, type RefObject } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem, type ProblemIssue } from '@web/api/problem';
import { useFormTexts } from './useFormTexts';

const FOCUSABLE = 'input, select, textarea, button';
const REFUSED = ':is(input, select, textarea)[aria-invalid=true]';

/** Leads to the first field that is refused, or to what is said on top when no field is. */
export const useFocusRefused = (fault: unknown, form: RefObject<HTMLElement | null>): void => {
  useEffect(() => {
    if (fault === null) return;
    const field = form.current?.querySelector('[data-invalid]');
    const goal =
      field?.querySelector<HTMLElement>(REFUSED) ??
      field?.querySelector<HTMLElement>(FOCUSABLE) ??
      form.current?.querySelector('[role=alert]');
    if (goal instanceof HTMLElement) goal.focus();
  }, [fault, form]);
};

interface Props {
  readonly fault: unknown;
  /** What no field of the form shows. */
  readonly rest: readonly ProblemIssue[];
  readonly count: number;
  readonly onReload?: (() => void) | undefined;
}

const Rest = ({ rest }: { readonly rest: readonly ProblemIssue[] }) => {
  const { said } = useFormTexts();
  return (
    <ul>
      {rest.map(({ path, message, mend }) => {
        const [what, how] = [said(message), said(mend)];
        return (
          <li key={`${path} ${message}`}>
            <strong lang={what.lang}>{what.text}</strong> <span lang={how.lang}>{how.text}</span>{' '}
            {path !== '' && <code>{path}</code>}
          </li>
        );
      })}
    </ul>
  );
};

const isSuperseded = (fault: unknown): boolean =>
  fault instanceof ApiProblem && fault.type.endsWith(':superseded');

const Headline = ({ fault, count }: Pick<Props, 'fault' | 'count'>) => {
  const { t } = useTranslation('entry');
  if (isSuperseded(fault)) return <>{t('refused.stale')}</>;
  if (!(fault instanceof ApiProblem)) return <>{t('refused.noAnswer')}</>;
  if (count > 0) return <>{t('refused.title', { count })}</>;
  return <span lang="en">{fault.detail === '' ? fault.title : fault.detail}</span>;
};

/** A refusal above the form: how many fields, and what belongs to none of them. */
export const Refusal = ({ fault, rest, count, onReload }: Props) => {
  const { t } = useTranslation('entry');
  const alert = useRef<HTMLDivElement>(null);
  if (fault === null) return null;
  const isStale = isSuperseded(fault);
  return (
    <div className="notice danger entry-refusal" role="alert" tabIndex={-1} ref={alert}>
      <p>
        <strong>
          <Headline fault={fault} count={count} />
        </strong>
      </p>
      {fault instanceof ApiProblem && <p>{t('refused.nothing')}</p>}
      {!isStale && rest.length > 0 && <Rest rest={rest} />}
      {isStale && onReload && (
        <button type="button" className="button" onClick={onReload}>
          {t('refused.reload')}
        </button>
      )}
    </div>
  );
};
