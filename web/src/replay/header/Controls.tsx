import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { patientPath, urlOf } from '@web/api/client';
import type { ReplayAnswer } from '@web/api/types';
import type { UrlState } from '@web/url/useUrlState';
import type { Look } from '../look/useLook';
import { Choices } from './Choices';

interface ToggleProps {
  readonly on: boolean;
  readonly shortcut: string;
  readonly says: string;
  readonly onToggle: () => void;
}

const Toggle = ({ on, shortcut, says, onToggle }: ToggleProps) => (
  <button type="button" className="button" aria-pressed={on} aria-keyshortcuts={shortcut} onClick={onToggle}>
    {says}
  </button>
);

const CopyLink = () => {
  const { t } = useTranslation('replay');
  const [copied, setCopied] = useState(false);
  const copy = () => {
    void navigator.clipboard.writeText(location.href).then(() => {
      setCopied(true);
      setTimeout(() => setCopied(false), 2_000);
    });
  };
  return (
    <>
      <button type="button" className="button" onClick={copy}>
        {copied ? t('controls.copied') : t('controls.copy')}
      </button>
      <span role="status" className="visually-hidden">
        {copied ? t('controls.copied') : ''}
      </span>
    </>
  );
};

interface Props {
  readonly patientId: string;
  readonly url: UrlState;
  readonly look: Look;
  readonly shown: ReplayAnswer;
  readonly onThen: () => void;
  readonly onCompare: () => void;
  readonly onTable: () => void;
  readonly onHelp: () => void;
  readonly onDecide: () => void;
}

/** Everything that changes the look, and the ways out of it with the same question. */
export const Controls = ({ patientId, url, look, shown, ...act }: Props) => {
  const { t, i18n } = useTranslation('replay');
  const { question } = look;
  const search = urlOf('', question);
  const pdf = urlOf(patientPath(patientId, '/course.pdf'), { ...question, lang: i18n.language });
  const path = `/patients/${encodeURIComponent(patientId)}`;
  return (
    <div className="controls" role="group" aria-label={t('controls.title')}>
      <Toggle on={url.value('then') === '1'} shortcut="k" says={t('controls.then')} onToggle={act.onThen} />
      <Toggle on={look.compare !== null} shortcut="c" says={t('controls.compare')} onToggle={act.onCompare} />
      <Toggle
        on={url.value('view') === 'table'}
        shortcut="t"
        says={t('controls.table')}
        onToggle={act.onTable}
      />
      <Choices url={url} shown={shown} />
      <span className="controls-end">
        <button type="button" className="button" onClick={act.onDecide}>
          {t('controls.decide')}
        </button>
        <Link className="button" href={`${path}/audit${search}`}>
          {t('controls.audit')}
        </Link>
        <Link className="button" href={`${path}/entry`}>
          {t('controls.entry')}
        </Link>
        <a className="button" href={pdf} target="_blank" rel="noreferrer">
          PDF
        </a>
        <CopyLink />
        <button
          type="button"
          className="button"
          aria-keyshortcuts="?"
          aria-label={t('help.title')}
          onClick={act.onHelp}
        >
          ?
        </button>
      </span>
    </div>
  );
};
