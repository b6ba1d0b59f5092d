import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useAudit } from '../context';
import { useRulesets, useVariants } from '../queries';
import { BestResponses } from './BestResponses';
import { definitionsOf, variantsOf, type AnsweredVariant } from './definitions';
import { EndpointTable } from './EndpointTable';
import { Readings } from './Readings';

const useAnsweredVariants = (): readonly AnsweredVariant[] => {
  const { asked, endpoints } = useAudit();
  const { data } = useRulesets();
  const variants = useMemo(() => {
    const ids = (data?.rulesets ?? []).map(({ id }) => id);
    // The ruleset to compare with comes first, so that it is never the one left out.
    const ordered =
      asked.against === null ? ids : [asked.against, ...ids.filter((id) => id !== asked.against)];
    return variantsOf(endpoints, ordered, asked.question.origin);
  }, [asked, data, endpoints]);
  const answers = useVariants(asked, variants);
  return variants.map((variant, at) => ({ ...variant, answer: answers[at] }));
};

/** Every definition at once, and where another reading of the question gives another value. */
export const Definitions = () => {
  const { t } = useTranslation('audit');
  const { asked, endpoints } = useAudit();
  const definitions = definitionsOf(endpoints, useAnsweredVariants());
  const chosen = definitions.find(({ endpoint }) => endpoint.paramcd === asked.paramcd);
  return (
    <section className="audit-column" aria-labelledby="audit-definitions" tabIndex={-1}>
      <header className="audit-column-head">
        <h2 id="audit-definitions">{t('definitions.title')}</h2>
      </header>
      <div className="audit-column-body">
        <EndpointTable definitions={definitions} />
        {chosen && <Readings definition={chosen} />}
        <BestResponses />
      </div>
    </section>
  );
};
