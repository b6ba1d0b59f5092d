import i18next, { type BackendModule } from 'i18next';
import { initReactI18next } from 'react-i18next';

export const LANGUAGES = ['en', 'de', 'zh-CN'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts lie beside the screen that shows them, `<feature>/texts/<language>.json`; a namespace is a folder. */
const FILES = import.meta.glob<{ readonly default: Record<string, unknown> }>('/src/*/texts/*.json');

const texts: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = FILES[`/src/${namespace}/texts/${language}.json`];
    if (!load) return done(new Error(`no ${language} texts of ${namespace}`), null);
    load().then(
      (file) => done(null, file.default),
      (fault: unknown) => done(fault as Error, null),
    );
  },
};

const KEY = 'leptotrace.language';

const isLanguage = (text: string | null): text is Language => LANGUAGES.some((known) => known === text);

/** What the reader chose, else the nearest that the browser prefers. */
const preferred = (): Language => {
  const stored = localStorage.getItem(KEY);
  if (isLanguage(stored)) return stored;
  const wanted = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0]);
  const found = wanted.flatMap((tag) => (tag === 'zh' ? 'zh-CN' : tag === 'de' || tag === 'en' ? tag : []));
  return found[0] ?? 'en';
};

const tellDocument = (language: string): void => {
  document.documentElement.lang = language;
};

/** @param namespaces texts of the screen that is shown first. */
export const startI18n = async (namespaces: readonly string[]): Promise<void> => {
  i18next.on('languageChanged', tellDocument);
  await i18next
    .use(texts)
    .use(initReactI18next)
    .init({
      lng: preferred(),
      fallbackLng: 'en',
      supportedLngs: LANGUAGES,
      load: 'currentOnly',
      ns: ['i18n', 'terms', ...namespaces],
      defaultNS: 'i18n',
      interpolation: { escapeValue: false },
      returnNull: false,
    });
};

export const chooseLanguage = (language: Language): void => {
  localStorage.setItem(KEY, language);
  void i18next.changeLanguage(language);
};
