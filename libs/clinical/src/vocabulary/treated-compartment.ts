import { CSF_DEVICE_PROCEDURES } from '../kinds/therapy';
import type { FactOf } from '../facts';
import { SITES, type Compartment } from './sites';

/** Where a local treatment acts. `undetermined`: the target is not told, or its words are not understood. */
export type TreatedCompartment = Compartment | 'both' | 'undetermined';

/** Fields that hold the whole brain or neuraxis, whatever the source writes of their target. */
const WHOLE_FIELDS: ReadonlySet<string> = new Set(['wbrt', 'ha-wbrt', 'photon-csi', 'proton-csi']);

/**
 * Words of what lies around the CNS, taken out before the words of the CNS are looked for: the skull base, an
 * epidural mass and extracranial nodes are none of it.
 */
const AROUND =
  /extra-?(?:cranial|cerebral)|(?:outside|without) (?:the )?(?:brain|cns|cranium|skull)|skull(?: base)?|calvari\w*|(?:cranial|frontal|temporal|parietal|occipital) (?:bones?|vault|sinus|pleura|artery)|scalp|epidural|para-?(?:spinal|vertebral)|vertebr\w*|wirbel\w*|spin(?:e|al) (?:bone|column)|orbit\w*/g;

const CNS =
  /brain|cereb|enceph|hirn|cerveau|\bcns\b|\bzns\b|\bsnc\b|cran[ie]|\bcord\b|ruckenmark|medulla oblongata|neur(?:o-?)?axis|mening|\bdura\b|dural|ventric|choroid plexus|plexus choroid|\bpons\b|pontine|midbrain|thalam|basal ganglia|putamen|caudate nucleus|\binsula|hippocamp|corpus callosum|hypophys|pituitar|optic (?:nerve|chiasm)|cauda equina|frontal|temporal|parietal|occipit|posterior fossa|\bcsi\b|vermis|tentori|\bfalx/;

const BODY =
  /lung|pulmon|thora|chest|mediastin|\bhil(?:ar|um|us)|pleur|bronch|trache|esoph|heart|cardi|liver|hepat|adren|kidney|renal|spleen|pancrea|bowel|abdom|retroperiton|pelvis|pelvic|sacr|\bili(?:um|ac)|ischi|pubi[cs]|femur|femor|\bhip\b|humer|tibia|\bribs?\b|stern|clavic|scapul|mandib|maxill|shoulder|bone|osseous|skelet|lymph|\bnodes?\b|neck|axill|skin|cutan|muscle|breast|primary tumou?r|extremit|\blimb|\b(?:upper|middle|lower) lobe/;

/** A level alone is a vertebra; beside a word of the CNS it only says where in it. */
const LEVEL = /\b(?:th|[ctls])\d{1,2}\b/;

const plain = (text: string | undefined): string =>
  (text ?? '').normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();

const SAYS_NOTHING: ReadonlySet<string> = new Set(['other', 'systemic']);

/** Of a site that the vocabulary has, by its table. */
const ofSite = (words: string): TreatedCompartment | null =>
  Object.hasOwn(SITES, words) && !SAYS_NOTHING.has(words) ? SITES[words as keyof typeof SITES] : null;

const ofText = (words: string): TreatedCompartment => {
  const inside = words.replace(AROUND, ' ');
  const body = inside !== words || BODY.test(inside);
  if (CNS.test(inside)) return body ? 'both' : 'cns';
  return body || LEVEL.test(inside) ? 'non-cns' : 'undetermined';
};

const ofWords = (text: string | undefined): TreatedCompartment => {
  const words = plain(text);
  return ofSite(words) ?? ofText(words);
};

/** Compartment of radiotherapy (7.1): whole-brain and craniospinal fields are CNS; all others by their target. */
export const compartmentOfRadiotherapy = ({
  technique,
  target,
}: Pick<FactOf<'RadiotherapyDelivered'>, 'technique'> & { readonly target?: string }): TreatedCompartment =>
  WHOLE_FIELDS.has(technique) ? 'cns' : ofWords(target);

const INTO_THE_CSF: ReadonlySet<string> = new Set(CSF_DEVICE_PROCEDURES);

/** Compartment of an operation (7.1), by its site, else by its description. Devices into the CSF are CNS. */
export const compartmentOfProcedure = ({
  procedure,
  site,
  description,
}: Pick<FactOf<'ProcedurePerformed'>, 'procedure'> & {
  readonly site?: string;
  readonly description?: string;
}): TreatedCompartment => {
  if (INTO_THE_CSF.has(procedure)) return 'cns';
  const bySite = ofWords(site);
  return bySite === 'undetermined' ? ofWords(description) : bySite;
};

/** Do the fields of a radiotherapy hold every site of the CNS? */
export const coversWholeCns = (technique: string): boolean => WHOLE_FIELDS.has(technique);
