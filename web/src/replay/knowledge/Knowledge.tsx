import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { PatientLogAnswer, ReplayAnswer, StatementLine } from '@web/api/types';
import { instantText } from '@web/format/dates';
import type { UrlState } from '@web/url/useUrlState';
import { useSay } from '../say';
import { Behind } from './Behind';
import { behindOf, beginningOf, lineAt } from './knowledge';

const useLineText = () => {
  const { t, i18n } = useTranslation('replay');
  const { terms } = useSay();
  return (line: StatementLine | null): string => {
    if (!line) return t('knowledge.nothingYet');
    const what = line.kind === null ? '' : ` ${terms.kindName(line.kind)}`;
    const when = instantText(line.recordedAt, i18n.language);
    return `r${line.revision}, ${when}: ${terms.codeName(line.statement)}${what}`;
  };
};

interface SliderProps {
  readonly log: PatientLogAnswer;
  readonly revision: number;
  readonly url: UrlState;
}

/** The second axis: what was known, apart from the day that is looked at. */
const Slider = ({ log, revision, url }: SliderProps) => {
  const { t } = useTranslation('replay');
  const id = useId();
  const say = useLineText();
  const text = say(lineAt(log.statements, revision));
  return (
    <div className="knowledge-slider">
      <label htmlFor={id}>{t('knowledge.slider')}</label>
      <input
        id={id}
        type="range"
        min={0}
        max={log.revision}
        value={Math.max(0, revision)}
        aria-valuetext={text}
        onChange={({ target }) => url.set({ asOf: `r${target.value}` }, 'passing')}
      />
      <output htmlFor={id} className="num">
        {text}
      </output>
      {url.value('asOf') !== null && url.value('then') === '1' && (
        <button type="button" className="button" onClick={() => url.set({ asOf: null })}>
          {t('knowledge.follow')}
        </button>
      )}
      <button type="button" className="button" onClick={() => url.set({ asOf: null, then: null })}>
        {t('knowledge.toHead')}
      </button>
    </div>
  );
};

interface Props {
  readonly shown: ReplayAnswer;
  readonly log: PatientLogAnswer | undefined;
  readonly url: UrlState;
  readonly asked: string | undefined;
  readonly onSelect: (id: string) => void;
}

const Beginning = ({ log }: { readonly log: PatientLogAnswer | undefined }) => {
  const { t, i18n } = useTranslation('replay');
  const beginning = log ? beginningOf(log) : null;
  if (!beginning) return null;
  const date = instantText(beginning.recordedAt, i18n.language);
  return <p>{t(beginning.imported ? 'knowledge.importedOn' : 'knowledge.begunOn', { date })}</p>;
};

/** Shown whenever the knowledge is, or may be, another than the head's. */
export const Knowledge = ({ shown, log, url, asked, onSelect }: Props) => {
  const { t } = useTranslation('replay');
  const behind = behindOf(shown);
  const isAsked = url.value('then') === '1' || url.value('asOf') !== null;
  if (!isAsked && !behind) return null;
  return (
    <section className="knowledge notice ghost" aria-label={t('knowledge.title')}>
      {behind ? (
        <Behind behind={behind} shown={shown} asked={asked} onSelect={onSelect} />
      ) : (
        <p>{t('knowledge.atHead')}</p>
      )}
      {behind?.beforeAll && <Beginning log={log} />}
      {log && <Slider log={log} revision={shown.revision} url={url} />}
    </section>
  );
};
