import { useTranslation } from 'react-i18next';
import { Dialog } from '@web/ui/Dialog';
import { SHORTCUTS } from '../look/shortcuts';

interface Props {
  readonly isOn: boolean;
  readonly onChoose: (on: boolean) => void;
  readonly onClose: () => void;
}

/** The keys of the page and of the chart. */
export const HelpDialog = ({ isOn, onChoose, onClose }: Props) => {
  const { t } = useTranslation('replay');
  return (
    <Dialog title={t('help.title')} onClose={onClose}>
      <table className="table">
        <thead>
          <tr>
            <th scope="col">{t('help.key')}</th>
            <th scope="col">{t('help.does')}</th>
          </tr>
        </thead>
        <tbody>
          {SHORTCUTS.map(({ does, keys }) => (
            <tr key={does}>
              <td>
                {keys.map((key) => (
                  <kbd key={key}>{key}</kbd>
                ))}
              </td>
              <td>{t(`help.${does}`)}</td>
            </tr>
          ))}
          {(['Tab', '← →', '+ − 0', 'Esc'] as const).map((keys, place) => (
            <tr key={keys}>
              <td>
                <kbd>{keys}</kbd>
              </td>
              <td>{t(`help.chart${place}`)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        <label className="check">
          <input type="checkbox" checked={isOn} onChange={({ target }) => onChoose(target.checked)} />
          {t('help.on')}
        </label>
      </p>
    </Dialog>
  );
};
