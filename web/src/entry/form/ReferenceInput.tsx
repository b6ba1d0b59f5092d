import { useTranslation } from 'react-i18next';
import type { ReferenceField } from '../model/fields';
import { textOf } from '../model/state';
import { Combobox } from './Combobox';
import { useForm } from './context';
import { Frame, type InputProps } from './Frame';

/** One of the facts or specimens of the course, chosen by what it says. */
export const ReferenceInput = ({ field, state, pointer, label, onChange }: InputProps<ReferenceField>) => {
  const { t } = useTranslation('entry');
  const options = useForm().optionsFor(field);
  const none = field.to === 'specimen' ? t('reference.noSpecimen') : t('reference.none');
  return (
    <Frame field={field} pointer={pointer} label={label} wide={field.to === 'fact'}>
      {(described) => (
        <>
          <Combobox described={described} options={options} value={textOf(state)} onChange={onChange} />
          {options.length === 0 && <p className="entry-hint">{none}</p>}
        </>
      )}
    </Frame>
  );
};
