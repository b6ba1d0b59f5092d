import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { get } from '@web/api/client';
import type { ReplayAnswer } from '@web/api/types';
import type { UrlState } from '@web/url/useUrlState';
import { useSay } from '../say';

interface InstalledRulesets {
  readonly preset: string;
  readonly rulesets: readonly { readonly id: string; readonly title: string }[];
}

const useRulesets = () =>
  useQuery({
    queryKey: ['rulesets'],
    queryFn: ({ signal }) => get<InstalledRulesets>('/v1/rulesets', {}, signal),
    staleTime: Infinity,
  });

interface ChoiceProps {
  readonly name: string;
  readonly label: string;
  readonly url: UrlState;
  readonly options: readonly { readonly value: string; readonly says: string; readonly long?: string }[];
}

const Choice = ({ name, label, url, options }: ChoiceProps) => (
  <label className="choice">
    <span>{label}</span>
    <select
      className="select"
      value={url.value(name) ?? ''}
      onChange={({ target }) => url.set({ [name]: target.value || null })}
    >
      {options.map(({ value, says, long }) => (
        <option key={value} value={value} title={long}>
          {says}
        </option>
      ))}
    </select>
  </label>
);

const ORIGINS = ['first-dose', 'current-line', 'lm-diagnosis'] as const;
const MODES = ['FDA', 'EMA'] as const;

/** By which rules the course is read: ruleset, start of the clocks, censoring. */
export const Choices = ({ url, shown }: { readonly url: UrlState; readonly shown: ReplayAnswer }) => {
  const { t } = useTranslation('replay');
  const { terms } = useSay();
  const installed = useRulesets().data;
  const { ruleset, mode } = shown.endpoints;
  const others = (installed?.rulesets ?? []).filter(({ id }) => id !== installed?.preset);
  const chosenOrigin = url.value('origin');
  const fact = chosenOrigin?.startsWith('fact:')
    ? [{ value: chosenOrigin, says: t('controls.originFact') }]
    : [];
  return (
    <>
      <Choice
        name="ruleset"
        label={t('controls.ruleset')}
        url={url}
        options={[
          { value: '', says: installed?.preset ?? ruleset.id },
          ...others.map(({ id, title }) => ({ value: id, says: id, long: title })),
        ]}
      />
      <Choice
        name="origin"
        label={t('controls.origin')}
        url={url}
        options={[
          { value: '', says: t('controls.originPreset') },
          ...ORIGINS.map((value) => ({ value, says: terms.codeName(value) })),
          ...fact,
        ]}
      />
      <Choice
        name="mode"
        label={t('controls.mode')}
        url={url}
        options={[
          { value: '', says: t('controls.modePreset', { mode }) },
          ...MODES.map((value) => ({ value, says: value })),
        ]}
      />
    </>
  );
};
