import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { Failed, Loading } from '@web/ui/states';
import { useTerms } from '@web/terms/useTerms';
import { useAudit } from '../context';
import { useDerivation } from '../queries';
import { foldingOf, foldingText, readFolding } from './folding';
import { rowsOf, type Row } from './rows';
import { rowText, searchRows } from './search';
import { Tree } from './Tree';
import type { Explained } from '@web/api/types';

const Tools = ({ found }: { readonly found: number | null }) => {
  const { t } = useTranslation('audit');
  const { url } = useAudit();
  const details = url.value('details') === '1';
  return (
    <div className="audit-tools">
      <input
        type="search"
        className="input"
        value={url.value('find') ?? ''}
        aria-label={t('tree.find')}
        placeholder={t('tree.find')}
        onChange={({ target }) => url.set({ find: target.value }, 'passing')}
      />
      <span role="status" className="num muted">
        {found !== null && t('tree.found', { count: found })}
      </span>
      <button type="button" className="button" onClick={() => url.set({ tree: 'all' }, 'replace')}>
        {t('tree.expandAll')}
      </button>
      <button type="button" className="button" onClick={() => url.set({ tree: 'none' }, 'replace')}>
        {t('tree.collapseAll')}
      </button>
      <button
        type="button"
        className="button"
        aria-pressed={details}
        onClick={() => url.set({ details: details ? null : '1' }, 'replace')}
      >
        {t('tree.details')}
      </button>
    </div>
  );
};

const ALL = foldingOf('all');

const useRows = (root: Explained) => {
  const { url, facts } = useAudit();
  const { summary, kindName } = useTerms();
  const find = url.value('find') ?? '';
  const folded = url.value('tree');
  return useMemo(() => {
    const factText = (factId: string): string => {
      const known = facts.get(factId);
      if (!known) return '';
      return `${kindName(known.fact.kind)} ${summary(known.fact, (id) => facts.get(id)?.fact)}`;
    };
    const folding = readFolding(folded);
    if (find.trim() === '') return { rows: rowsOf(root, folding), matches: null, folding };
    const search = searchRows(rowsOf(root, ALL), find, (row: Row) => rowText(row, factText));
    return { ...search, folding: ALL };
  }, [root, find, folded, facts, summary, kindName]);
};

const Shown = ({ root }: { readonly root: Explained }) => {
  const { t } = useTranslation('audit');
  const { asked, url } = useAudit();
  const { rows, matches, folding } = useRows(root);
  return (
    <>
      <Tools found={matches?.size ?? null} />
      {rows.length === 0 ? (
        <p className="state">{t('tree.nothing')}</p>
      ) : (
        <Tree
          label={t('tree.of', { paramcd: asked.paramcd })}
          rows={rows}
          matches={matches}
          folding={folding}
          onFold={(next) => url.set({ tree: foldingText(next) }, 'replace')}
        />
      )}
    </>
  );
};

/** The derivation of the value, down to the facts. */
export const Derivation = () => {
  const { t } = useTranslation('audit');
  const { asked, selected } = useAudit();
  const none = selected.as === 'none' && selected.best !== null;
  const { data, error, refetch } = useDerivation(asked, !none);
  return (
    <section className="audit-column" aria-labelledby="audit-derivation">
      <header className="audit-column-head">
        <h2 id="audit-derivation">{t('tree.title', { paramcd: asked.paramcd })}</h2>
      </header>
      <div className="audit-column-body">
        {none && <p className="state">{t('result.noDuration')}</p>}
        {error && <Failed fault={error} onRetry={() => void refetch()} />}
        {data && !none && <Shown root={data.derivation} />}
        {!data && !error && !none && <Loading />}
      </div>
    </section>
  );
};
