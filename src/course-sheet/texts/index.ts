import { DE } from './de';
import { EN } from './en';
import { ZH_CN } from './zh-CN';
import type { Language, Texts } from './texts';

export const LANGUAGES: Readonly<Record<Language, Texts>> = { en: EN, de: DE, 'zh-CN': ZH_CN };

export type { Language, Names, Texts } from './texts';
