import { AGENTS } from '@leptotrace/clinical';
import type { Names } from '../texts';

/** Where the German name is more than the international one with a capital. */
const GERMAN: Names = {
  methotrexate: 'Methotrexat',
  cytarabine: 'Cytarabin',
  temozolomide: 'Temozolomid',
  etoposide: 'Etoposid',
  gemcitabine: 'Gemcitabin',
  vinorelbine: 'Vinorelbin',
  dexamethasone: 'Dexamethason',
  methylprednisolone: 'Methylprednisolon',
  prednisone: 'Prednison',
  prednisolone: 'Prednisolon',
  hydrocortisone: 'Hydrocortison',
  betamethasone: 'Betamethason',
  triamcinolone: 'Triamcinolon',
  cortisone: 'Cortison',
  'nab-paclitaxel': 'Nab-Paclitaxel',
  acetazolamide: 'Acetazolamid',
  'calcium-folinate': 'Calciumfolinat',
  'folic-acid': 'Folsäure',
  cyanocobalamin: 'Cyanocobalamin',
  'trastuzumab-deruxtecan': 'Trastuzumab-Deruxtecan',
  'trastuzumab-emtansine': 'Trastuzumab-Emtansin',
  'datopotamab-deruxtecan': 'Datopotamab-Deruxtecan',
  'patritumab-deruxtecan': 'Patritumab-Deruxtecan',
};

const capital = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

export const AGENT_NAMES: Names = Object.fromEntries(
  Object.entries(AGENTS).map(([code, { name }]) => [code, GERMAN[code] ?? capital(name)]),
);
