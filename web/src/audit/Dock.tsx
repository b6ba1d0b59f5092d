import { useTranslation } from 'react-i18next';
import { useAudit } from './context';
import { Bundle } from './export/Bundle';
import { ValueHistory } from './history/ValueHistory';
import { Rulesets } from './rulesets/Rulesets';

const PANELS = ['history', 'rulesets', 'bundle'] as const;
type Panel = (typeof PANELS)[number];

const Content = ({ panel }: { readonly panel: Panel }) => {
  switch (panel) {
    case 'history':
      return <ValueHistory />;
    case 'rulesets':
      return <Rulesets />;
    case 'bundle':
      return <Bundle />;
  }
};

/** `null`: folded away, which leaves the columns the room. */
const panelIn = (text: string | null): Panel | null =>
  text === 'none' ? null : (PANELS.find((known) => known === text) ?? 'history');

/** Below the columns: how the value changed, two rulesets side by side, the value as a file. */
export const Dock = () => {
  const { t } = useTranslation('audit');
  const { url } = useAudit();
  const chosen = panelIn(url.value('panel'));
  const choose = (panel: Panel) => {
    if (panel === chosen) url.set({ panel: 'none' });
    else url.set({ panel: panel === 'history' ? null : panel });
  };
  return (
    <section className="audit-dock" data-panel={chosen ?? 'none'} aria-label={t('dock.title')}>
      <div className="audit-tabs" role="group" aria-label={t('dock.title')}>
        {PANELS.map((panel) => (
          <button
            key={panel}
            type="button"
            className="button"
            aria-expanded={panel === chosen}
            onClick={() => choose(panel)}
          >
            {t(`dock.${panel}`)}
          </button>
        ))}
      </div>
      {chosen && (
        <div className="audit-dock-body">
          <Content panel={chosen} />
        </div>
      )}
    </section>
  );
};
