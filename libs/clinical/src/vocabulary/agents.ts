/**
 * Therapy vocabulary, criteria 11. ATC codes from the WHO file of 2026-04-25; none where the file has
 * none. The route of a fact decides whether a drug is intrathecal: ATC codes do not separate routes.
 */
export interface Agent {
  readonly name: string;
  readonly group: AgentGroup;
  readonly generation?: 1 | 2 | 3;
  readonly targets?: string;
  readonly atc?: string;
  /** Counts as anticancer therapy: its start may censor, its course is a line. */
  readonly anticancer: boolean;
  readonly aliases?: readonly string[];
}

export type AgentGroup =
  | 'egfr-tki'
  | 'egfr-exon20'
  | 'egfr-met-bispecific'
  | 'alk-ros1-tki'
  | 'ntrk-tki'
  | 'met-tki'
  | 'ret-tki'
  | 'kras-g12c'
  | 'her2-tki'
  | 'braf-mek'
  | 'adc'
  | 'immune-checkpoint'
  | 'anti-vegf'
  | 'chemotherapy'
  | 'steroid'
  | 'supportive'
  | 'other';

const agent = (group: AgentGroup, name: string, atc?: string, more: Partial<Agent> = {}): Agent => ({
  name,
  group,
  anticancer: group !== 'steroid' && group !== 'supportive',
  ...(atc ? { atc } : {}),
  ...more,
});

export const AGENTS = {
  gefitinib: agent('egfr-tki', 'gefitinib', 'L01EB01', {
    generation: 1,
    targets: 'EGFR',
    aliases: ['Iressa'],
  }),
  erlotinib: agent('egfr-tki', 'erlotinib', 'L01EB02', {
    generation: 1,
    targets: 'EGFR',
    aliases: ['Tarceva'],
  }),
  icotinib: agent('egfr-tki', 'icotinib', 'L01EB08', {
    generation: 1,
    targets: 'EGFR',
    aliases: ['Conmana'],
  }),
  afatinib: agent('egfr-tki', 'afatinib', 'L01EB03', {
    generation: 2,
    targets: 'EGFR, HER2',
    aliases: ['Gilotrif', 'Giotrif'],
  }),
  dacomitinib: agent('egfr-tki', 'dacomitinib', 'L01EB07', {
    generation: 2,
    targets: 'EGFR',
    aliases: ['Vizimpro'],
  }),
  osimertinib: agent('egfr-tki', 'osimertinib', 'L01EB04', {
    generation: 3,
    targets: 'EGFR T790M',
    aliases: ['Tagrisso', 'AZD9291'],
  }),
  aumolertinib: agent('egfr-tki', 'aumolertinib', 'L01EB11', {
    generation: 3,
    targets: 'EGFR T790M',
    aliases: ['almonertinib'],
  }),
  furmonertinib: agent('egfr-tki', 'furmonertinib', 'L01EB12', {
    generation: 3,
    targets: 'EGFR T790M',
    aliases: ['firmonertinib'],
  }),
  lazertinib: agent('egfr-tki', 'lazertinib', 'L01EB09', {
    generation: 3,
    targets: 'EGFR T790M',
    aliases: ['Lazcluze', 'Leclaza'],
  }),
  befotertinib: agent('egfr-tki', 'befotertinib', undefined, {
    generation: 3,
    targets: 'EGFR T790M',
    aliases: ['Surmana'],
  }),
  zorifertinib: agent('egfr-tki', 'zorifertinib', undefined, { targets: 'EGFR', aliases: ['AZD3759'] }),
  mobocertinib: agent('egfr-exon20', 'mobocertinib', 'L01EB10', {
    targets: 'EGFR exon 20',
    aliases: ['Exkivity'],
  }),
  sunvozertinib: agent('egfr-exon20', 'sunvozertinib', undefined, { targets: 'EGFR exon 20' }),
  zipalertinib: agent('egfr-exon20', 'zipalertinib', undefined, { targets: 'EGFR exon 20' }),
  amivantamab: agent('egfr-met-bispecific', 'amivantamab', 'L01FX18', {
    targets: 'EGFR, MET',
    aliases: ['Rybrevant'],
  }),
  crizotinib: agent('alk-ros1-tki', 'crizotinib', 'L01ED01', {
    generation: 1,
    targets: 'ALK, ROS1, MET',
    aliases: ['Xalkori'],
  }),
  ceritinib: agent('alk-ros1-tki', 'ceritinib', 'L01ED02', {
    generation: 2,
    targets: 'ALK',
    aliases: ['Zykadia'],
  }),
  alectinib: agent('alk-ros1-tki', 'alectinib', 'L01ED03', {
    generation: 2,
    targets: 'ALK',
    aliases: ['Alecensa'],
  }),
  brigatinib: agent('alk-ros1-tki', 'brigatinib', 'L01ED04', {
    generation: 2,
    targets: 'ALK',
    aliases: ['Alunbrig'],
  }),
  ensartinib: agent('alk-ros1-tki', 'ensartinib', undefined, { generation: 2, targets: 'ALK' }),
  iruplinalkib: agent('alk-ros1-tki', 'iruplinalkib', undefined, { generation: 2, targets: 'ALK' }),
  lorlatinib: agent('alk-ros1-tki', 'lorlatinib', 'L01ED05', {
    generation: 3,
    targets: 'ALK, ROS1',
    aliases: ['Lorbrena', 'Lorviqua'],
  }),
  entrectinib: agent('alk-ros1-tki', 'entrectinib', 'L01EX14', {
    targets: 'ROS1, NTRK',
    aliases: ['Rozlytrek'],
  }),
  repotrectinib: agent('alk-ros1-tki', 'repotrectinib', 'L01EX28', {
    targets: 'ROS1, NTRK',
    aliases: ['Augtyro'],
  }),
  taletrectinib: agent('alk-ros1-tki', 'taletrectinib', undefined, { targets: 'ROS1' }),
  larotrectinib: agent('ntrk-tki', 'larotrectinib', 'L01EX12', { targets: 'NTRK', aliases: ['Vitrakvi'] }),
  capmatinib: agent('met-tki', 'capmatinib', 'L01EP01', { targets: 'MET', aliases: ['Tabrecta'] }),
  tepotinib: agent('met-tki', 'tepotinib', 'L01EP02', { targets: 'MET', aliases: ['Tepmetko'] }),
  savolitinib: agent('met-tki', 'savolitinib', 'L01EP03', { targets: 'MET', aliases: ['Orpathys'] }),
  selpercatinib: agent('ret-tki', 'selpercatinib', 'L01EX22', {
    targets: 'RET',
    aliases: ['Retevmo', 'Retsevmo'],
  }),
  pralsetinib: agent('ret-tki', 'pralsetinib', 'L01EX23', { targets: 'RET', aliases: ['Gavreto'] }),
  sotorasib: agent('kras-g12c', 'sotorasib', 'L01XX73', {
    targets: 'KRAS G12C',
    aliases: ['Lumakras', 'Lumykras'],
  }),
  adagrasib: agent('kras-g12c', 'adagrasib', 'L01XX77', { targets: 'KRAS G12C', aliases: ['Krazati'] }),
  garsorasib: agent('kras-g12c', 'garsorasib', undefined, { targets: 'KRAS G12C' }),
  fulzerasib: agent('kras-g12c', 'fulzerasib', undefined, { targets: 'KRAS G12C' }),
  glecirasib: agent('kras-g12c', 'glecirasib', undefined, { targets: 'KRAS G12C' }),
  divarasib: agent('kras-g12c', 'divarasib', undefined, { targets: 'KRAS G12C' }),
  poziotinib: agent('her2-tki', 'poziotinib', undefined, { targets: 'HER2, EGFR exon 20' }),
  pyrotinib: agent('her2-tki', 'pyrotinib', undefined, { targets: 'HER2' }),
  zongertinib: agent('her2-tki', 'zongertinib', 'L01EH04', { targets: 'HER2' }),
  sevabertinib: agent('her2-tki', 'sevabertinib', 'L01EH06', { targets: 'HER2' }),
  'trastuzumab-deruxtecan': agent('adc', 'trastuzumab deruxtecan', 'L01FD04', {
    targets: 'HER2',
    aliases: ['Enhertu', 'T-DXd', 'DS-8201', 'fam-trastuzumab deruxtecan'],
  }),
  'trastuzumab-emtansine': agent('adc', 'trastuzumab emtansine', 'L01FD03', {
    targets: 'HER2',
    aliases: ['Kadcyla', 'T-DM1', 'ado-trastuzumab emtansine'],
  }),
  'datopotamab-deruxtecan': agent('adc', 'datopotamab deruxtecan', 'L01FX35', {
    targets: 'TROP2',
    aliases: ['Datroway', 'Dato-DXd'],
  }),
  'patritumab-deruxtecan': agent('adc', 'patritumab deruxtecan', 'L01FX36', {
    targets: 'HER3',
    aliases: ['HER3-DXd'],
  }),
  dabrafenib: agent('braf-mek', 'dabrafenib', 'L01EC02', { targets: 'BRAF', aliases: ['Tafinlar'] }),
  trametinib: agent('braf-mek', 'trametinib', 'L01EE01', { targets: 'MEK', aliases: ['Mekinist'] }),
  pembrolizumab: agent('immune-checkpoint', 'pembrolizumab', 'L01FF02', {
    targets: 'PD-1',
    aliases: ['Keytruda'],
  }),
  nivolumab: agent('immune-checkpoint', 'nivolumab', 'L01FF01', { targets: 'PD-1', aliases: ['Opdivo'] }),
  atezolizumab: agent('immune-checkpoint', 'atezolizumab', 'L01FF05', {
    targets: 'PD-L1',
    aliases: ['Tecentriq'],
  }),
  durvalumab: agent('immune-checkpoint', 'durvalumab', 'L01FF03', { targets: 'PD-L1', aliases: ['Imfinzi'] }),
  ipilimumab: agent('immune-checkpoint', 'ipilimumab', 'L01FX04', { targets: 'CTLA-4', aliases: ['Yervoy'] }),
  tislelizumab: agent('immune-checkpoint', 'tislelizumab', 'L01FF09', {
    targets: 'PD-1',
    aliases: ['Tevimbra'],
  }),
  toripalimab: agent('immune-checkpoint', 'toripalimab', 'L01FF13', { targets: 'PD-1' }),
  camrelizumab: agent('immune-checkpoint', 'camrelizumab', 'L01FF14', { targets: 'PD-1' }),
  cemiplimab: agent('immune-checkpoint', 'cemiplimab', 'L01FF06', { targets: 'PD-1', aliases: ['Libtayo'] }),
  bevacizumab: agent('anti-vegf', 'bevacizumab', 'L01FG01', {
    targets: 'VEGF-A',
    aliases: ['Avastin', 'Mvasi', 'Zirabev'],
  }),
  pemetrexed: agent('chemotherapy', 'pemetrexed', 'L01BA04', { aliases: ['Alimta'] }),
  methotrexate: agent('chemotherapy', 'methotrexate', 'L01BA01', { aliases: ['MTX'] }),
  cytarabine: agent('chemotherapy', 'cytarabine', 'L01BC01', {
    aliases: ['Ara-C', 'AraC', 'DepoCyt', 'DepoCyte', 'liposomal cytarabine'],
  }),
  thiotepa: agent('chemotherapy', 'thiotepa', 'L01AC01', { aliases: ['Tepadina'] }),
  topotecan: agent('chemotherapy', 'topotecan', 'L01CE01', { aliases: ['Hycamtin'] }),
  temozolomide: agent('chemotherapy', 'temozolomide', 'L01AX03', { aliases: ['Temodar', 'Temodal', 'TMZ'] }),
  carboplatin: agent('chemotherapy', 'carboplatin', 'L01XA02', { aliases: ['Paraplatin', 'CBDCA'] }),
  cisplatin: agent('chemotherapy', 'cisplatin', 'L01XA01', { aliases: ['Platinol', 'CDDP'] }),
  etoposide: agent('chemotherapy', 'etoposide', 'L01CB01', { aliases: ['VP-16', 'VP16', 'Vepesid'] }),
  'nab-paclitaxel': agent('chemotherapy', 'nab-paclitaxel', undefined, {
    aliases: ['Abraxane', 'albumin-bound paclitaxel', 'paclitaxel albumin', 'paclitaxel protein-bound'],
  }),
  docetaxel: agent('chemotherapy', 'docetaxel', 'L01CD02', { aliases: ['Taxotere'] }),
  paclitaxel: agent('chemotherapy', 'paclitaxel', 'L01CD01', { aliases: ['Taxol'] }),
  gemcitabine: agent('chemotherapy', 'gemcitabine', 'L01BC05', { aliases: ['Gemzar'] }),
  vinorelbine: agent('chemotherapy', 'vinorelbine', 'L01CA04', { aliases: ['Navelbine'] }),
  dexamethasone: agent('steroid', 'dexamethasone', 'H02AB02', {
    aliases: ['Decadron', 'Fortecortin', 'DXM', 'dexa'],
  }),
  methylprednisolone: agent('steroid', 'methylprednisolone', undefined, {
    aliases: ['Medrol', 'Solu-Medrol', 'Depo-Medrol', 'Urbason'],
  }),
  prednisone: agent('steroid', 'prednisone', undefined, { aliases: ['Deltasone', 'Decortin'] }),
  prednisolone: agent('steroid', 'prednisolone', undefined, {
    aliases: ['Decortin H', 'Solu-Decortin', 'Prednisolut', 'Orapred'],
  }),
  hydrocortisone: agent('steroid', 'hydrocortisone', undefined, {
    aliases: ['Cortef', 'Solu-Cortef', 'Hydrocortone', 'cortisol'],
  }),
  betamethasone: agent('steroid', 'betamethasone', undefined, {
    aliases: ['Celestone', 'Celestan', 'betametasone'],
  }),
  triamcinolone: agent('steroid', 'triamcinolone', undefined, { aliases: ['Kenalog', 'Volon'] }),
  deflazacort: agent('steroid', 'deflazacort', undefined, { aliases: ['Calcort', 'Emflaza'] }),
  cortisone: agent('steroid', 'cortisone'),
  mannitol: agent('supportive', 'mannitol', 'B05BC01', { aliases: ['Osmitrol'] }),
  acetazolamide: agent('supportive', 'acetazolamide', 'S01EC01', { aliases: ['Diamox'] }),
  levetiracetam: agent('supportive', 'levetiracetam', 'N03AX14', { aliases: ['Keppra'] }),
  ondansetron: agent('supportive', 'ondansetron', 'A04AA01', { aliases: ['Zofran'] }),
  'calcium-folinate': agent('supportive', 'calcium folinate', 'V03AF03', {
    aliases: ['leucovorin', 'folinic acid'],
  }),
  'folic-acid': agent('supportive', 'folic acid', 'B03BB01'),
  cyanocobalamin: agent('supportive', 'cyanocobalamin', 'B03BA01', { aliases: ['vitamin B12'] }),
} as const satisfies Readonly<Record<string, Agent>>;

export type KnownAgent = keyof typeof AGENTS;
export type AgentCode = KnownAgent | 'other';

export const AGENT_CODES = [...(Object.keys(AGENTS) as KnownAgent[]), 'other'] as const;
