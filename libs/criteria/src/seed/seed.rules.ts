import { ruleBook, type Rule } from '@leptotrace/rules';

const row = (says: string, provenance: Rule['provenance'], parameters: Rule['parameters'] = []): Rule => ({
  says,
  section: '6',
  cites: ['zhao-2023', 'house'],
  provenance,
  ...(parameters.length > 0 ? { parameters } : {}),
});

/** The founding review's proposal; every number in it is ours. */
export const SEED_RULES = ruleBook({
  'SEED-6-neuro': row(
    'Neurological examination: improved +1, stable 0, worse -1.',
    ['choice'],
    ['weightNeuro'],
  ),
  'SEED-6-imaging': row('Imaging: improved +1, stable 0, progressive -1.', ['choice'], ['weightImaging']),
  'SEED-6-cytology': row(
    'Cytology: turning positive -1, everything else 0; turning negative earns nothing.',
    ['seed', 'choice'],
    ['weightCytology'],
  ),
  'SEED-6-performance': row(
    'Performance: an ECOG grade better +1, worse -1; else global health by 10 points.',
    ['seed', 'choice'],
    ['weightPerformance', 'qolChangePoints'],
  ),
  'SEED-6-pressure': row(
    'Pressure: from raised to normal and 20 % lower +1; raised now and normal before, or 20 % higher, -1.',
    ['seed', 'choice'],
    ['weightPressure', 'raisedPressureCmH2O', 'pressureChangePercent'],
  ),
  'SEED-6-bevacizumab': row(
    'Pressure within 42 days of bevacizumab says nothing.',
    ['seed', 'choice'],
    ['bevWashoutDays'],
  ),
  'SEED-6-confounder-unknown': row(
    'Pressure while bevacizumab or an osmotic drug may go on, or may have ended, says nothing: unknown, neither named nor excluded.',
    ['choice'],
    ['bevWashoutDays'],
  ),
  'SEED-6-drainage': row(
    'Pressure within 7 days of a shunt or drainage, or on the day of an osmotic drug, says nothing.',
    ['choice'],
    ['drainageDays'],
  ),
  'SEED-6-lumbar': row(
    'Only lumbar pressures are compared: one of a reservoir, drain or monitor is never in their place.',
    ['choice'],
  ),
  'SEED-6-sitting': row('Pressure measured sitting says nothing.', ['choice']),
  'SEED-6-composite': row(
    'The composite is the weighted mean of what is evaluable: from 0.4 improved, from -0.4 down progressed.',
    ['choice'],
    ['improvedAt'],
  ),
  'SEED-6-share': row(
    'Less than 60 % of the weights evaluable is not evaluable.',
    ['choice'],
    ['minEvaluableShare'],
  ),
  'SEED-6-veto': row(
    'A new leptomeningeal lesion or progressive imaging is progression whatever the composite.',
    ['choice'],
  ),
  'SEED-6-experimental': row(
    'The proposal is experimental, has no complete response, and is never shown alone.',
    ['choice'],
  ),
  'SEED-6-promise': row(
    'Who improves clinically and stays cytology-positive is never worse here than by RANO-LM.',
    ['seed', 'choice'],
  ),
});
