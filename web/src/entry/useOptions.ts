import { useCallback, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Fact } from '@web/api/types';
import { occurredText } from '@web/format/dates';
import { useTerms } from '@web/terms/useTerms';
import type { ReferenceField } from './model/fields';
import { factOptions, specimenOptions, type KnownFact, type Option } from './model/options';

/** How a fact of the course is named where one is chosen: its day and what it says. */
export const useFactName = (facts: readonly KnownFact[]) => {
  const { summary, language } = useTerms();
  const byId = useMemo(() => new Map(facts.map(({ factId, fact }) => [factId, fact])), [facts]);
  return useCallback(
    (fact: Fact) => {
      const day = occurredText(fact.occurredOn, language);
      const said = summary(fact, (factId) => byId.get(factId));
      return day === '' ? said : `${day} · ${said}`;
    },
    [summary, language, byId],
  );
};

/** What the references of a form may point to. */
export const useOptions = (
  facts: readonly KnownFact[],
  drafted: readonly string[] = [],
): ((field: ReferenceField) => readonly Option[]) => {
  const { t } = useTranslation('entry');
  const nameOf = useFactName(facts);
  return (field) =>
    field.to === 'specimen'
      ? specimenOptions(facts, drafted, {
          known: ({ fact }) => nameOf(fact),
          drafted: () => t('reference.drafted'),
        })
      : factOptions(facts, field.kinds, ({ fact }) => nameOf(fact));
};
