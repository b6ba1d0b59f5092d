import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useTerms } from '@web/terms/useTerms';
import { groupKinds } from '../model/kinds';
import type { KindOfFact } from '../model/schema';

interface Props {
  readonly kinds: readonly KindOfFact[];
  readonly onChoose: (kind: KindOfFact) => void;
}

/** Kinds of facts by topic; a search by any of their names leaves those that are meant. */
export const KindChooser = ({ kinds, onChoose }: Props) => {
  const { t } = useTranslation('entry');
  const { kindName, topicName } = useTerms();
  const [typed, setTyped] = useState('');
  const groups = groupKinds(kinds, typed, kindName);
  const count = groups.reduce((sum, group) => sum + group.kinds.length, 0);
  const only = count === 1 ? groups[0]?.kinds[0] : undefined;
  return (
    <div className="entry-chooser">
      <form
        role="search"
        onSubmit={(event) => {
          event.preventDefault();
          if (only) onChoose(only);
        }}
      >
        <label className="field" htmlFor="entry-kinds">
          <span className="label">{t('choose.search')}</span>
          <input
            id="entry-kinds"
            className="input"
            type="search"
            autoComplete="off"
            value={typed}
            onChange={({ target }) => setTyped(target.value)}
          />
        </label>
        <span className="visually-hidden" role="status">
          {typed === '' ? '' : t('choose.found', { count })}
        </span>
      </form>
      {count === 0 && <p className="muted">{t('choose.none')}</p>}
      <div className="entry-kinds">
        {groups.map(({ group, kinds: found }) => (
          <div key={group} role="group" aria-labelledby={`entry-topic-${group}`}>
            <h3 id={`entry-topic-${group}`}>{topicName(group)}</h3>
            <ul>
              {found.map((kind) => (
                <li key={kind.kind}>
                  <button
                    type="button"
                    className="button quiet"
                    data-kind={kind.kind}
                    onClick={() => onChoose(kind)}
                  >
                    {kindName(kind.kind)}
                  </button>
                </li>
              ))}
            </ul>
          </div>
        ))}
      </div>
    </div>
  );
};
