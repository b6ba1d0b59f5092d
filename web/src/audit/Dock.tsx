import { useTranslation } from 'react-i18next';
import { useAudit } from './context';
import { Bundle } from './export/Bundle';
import { ValueHistory } from './history/ValueHistory';
import { Rulesets } from './rulesets/Rulesets';

const PANELS = ['history', 'rulesets', 'bundle'] as const;
type Panel = (typeof PANELS)[number];

const CONTENT: Readonly<Record<Panel, () => React.ReactNode>> = {
  history: ValueHistory,
  rulesets: Rulesets,
  bundle: Bundle,
};

const panelIn = (text: string | null): Panel => PANELS.find((known) => known === text) ?? 'history';

/** Below the columns: how the value changed, two rulesets side by side, the value as a file. */
export const Dock = () => {
  const { t } = useTranslation('audit');
  const { url } = useAudit();
  const chosen = panelIn(url.value('panel'));
  const Content = CONTENT[chosen];
  const choose = (panel: Panel) => url.set({ panel: panel === 'history' ? null : panel });
  return (
    <section className="audit-dock" data-panel={chosen} aria-label={t('dock.title')}>
      <div className="audit-tabs" role="group" aria-label={t('dock.title')}>
        {PANELS.map((panel) => (
          <button
            key={panel}
            type="button"
            className="button"
            aria-pressed={panel === chosen}
            onClick={() => choose(panel)}
          >
            {t(`dock.${panel}`)}
          </button>
        ))}
      </div>
      <div className="audit-dock-body">
        <Content />
      </div>
    </section>
  );
};
