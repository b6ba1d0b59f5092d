import { ruleBook } from '@leptotrace/rules';

/** Statistics of cohorts. Each agrees with R to 1e-6 on the fixtures. */
export const SURVIVAL_RULES = ruleBook({
  'STAT-9.1-clopper-pearson': {
    says: 'The exact interval of a proportion takes quantiles of beta distributions; it is 0 or 1 at the ends.',
    section: '9.1',
    cites: ['clopper-1934'],
    provenance: ['computed'],
  },
  'STAT-9.1-empty': {
    says: 'A proportion of nobody is null, never 0 %.',
    section: '9.1',
    cites: ['house'],
    provenance: ['computed'],
  },
  'STAT-9.2-kaplan-meier': {
    says: 'The survival function is the product of 1 - d/n over event times; who is censored at a time is at risk at it.',
    section: '9.2',
    cites: ['kaplan-1958', 'therneau-survival'],
    provenance: ['computed'],
  },
  'STAT-9.2-greenwood': {
    says: 'The variance is S squared times the sum of d / (n (n - d)).',
    section: '9.2',
    cites: ['greenwood-1926'],
    provenance: ['computed'],
  },
  'STAT-9.2-interval': {
    says: 'Intervals are log-log by default, or log or plain; there is none where S is 0 or its transform is undefined.',
    section: '9.2',
    cites: ['therneau-survival'],
    provenance: ['computed'],
    parameters: ['medianCi'],
  },
  'STAT-9.2-median': {
    says: 'The median is the smallest time at which S is at most one half; on a step of exactly one half, the midpoint to the next event.',
    section: '9.2',
    cites: ['therneau-survival'],
    provenance: ['computed'],
  },
  'STAT-9.2-brookmeyer-crowley': {
    says: 'The interval of the median is where the confidence band crosses one half; a bound that is not reached is null.',
    section: '9.2',
    cites: ['brookmeyer-1982'],
    provenance: ['computed'],
    parameters: ['medianCi'],
  },
  'STAT-9.2-left-truncation': {
    says: 'A subject is at risk only after its entry.',
    section: '9.2',
    cites: ['therneau-survival'],
    provenance: ['computed'],
  },
  'STAT-9.2-never-at-risk': {
    says: 'A subject whose entry is not before its exit was never at risk: it is left out and counted as such, also where it had an event.',
    section: '9.2',
    cites: ['therneau-survival'],
    provenance: ['computed'],
  },
  'STAT-9.2-entry': {
    says: 'Observation begins, as asked, with the clock, the first molecular report or the first fact that a visit leaves behind; where its date is partial, on its latest day. Who has no such fact never entered.',
    section: '9.2',
    cites: ['house'],
    provenance: ['choice'],
  },
  'STAT-9.2-landmark': {
    says: 'A landmark analysis keeps who is still under observation without event after the landmark, and starts the clock there.',
    section: '9.2',
    cites: ['house'],
    provenance: ['choice'],
  },
  'STAT-9.2-log-rank': {
    says: 'Groups are compared by the log-rank test with the hypergeometric covariance, within strata if there are any.',
    section: '9.2',
    cites: ['mantel-1966', 'therneau-survival'],
    provenance: ['computed'],
  },
  'STAT-9.3-aalen-johansen': {
    says: 'The cumulative incidence of a cause adds S before the event times d of the cause / n; all of them and S are 1.',
    section: '9.3',
    cites: ['aalen-1978'],
    provenance: ['computed'],
  },
  'STAT-9.3-infinitesimal-jackknife': {
    says: 'Standard errors of cumulative incidences are those of the infinitesimal jackknife, as survfit prints them.',
    section: '9.3',
    cites: ['therneau-survival'],
    provenance: ['computed'],
  },
  'STAT-9.3-not-one-minus-km': {
    says: 'One minus the Kaplan-Meier of one cause overestimates its incidence and is never labelled as such.',
    section: '9.3',
    cites: ['aalen-1978'],
    provenance: ['computed'],
  },
  'STAT-9.3-both': {
    says: 'Simultaneous progression in both compartments is a cause of its own, or counts as CNS if so configured.',
    section: '9.3',
    cites: ['house'],
    provenance: ['choice'],
    parameters: ['bothCountsAs'],
  },
});
