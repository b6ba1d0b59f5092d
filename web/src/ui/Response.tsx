import { useTranslation } from 'react-i18next';

interface Props {
  readonly value: string;
  readonly provisional?: boolean;
}

/** A derived response: its letters on its colour, dashed while provisional, its name for those who listen. */
export const Response = ({ value, provisional = false }: Props) => {
  const { t } = useTranslation('terms');
  const name = t(`response.${value}`, { defaultValue: value });
  return (
    <span className={provisional ? 'response provisional' : 'response'} data-value={value} title={name}>
      <span aria-hidden="true">{t(`responseShort.${value}`, { defaultValue: value })}</span>
      <span className="visually-hidden">{provisional ? t('provisionally', { name }) : name}</span>
    </span>
  );
};
