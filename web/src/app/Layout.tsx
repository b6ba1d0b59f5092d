import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import { chooseLanguage, LANGUAGES, type Language } from '@web/i18n';
import { applyTheme, chosenTheme, THEMES, type Theme } from '@web/theme/theme';
import icon from './icon.svg';

const LanguageChoice = () => {
  const { t, i18n } = useTranslation();
  return (
    <label>
      <span className="visually-hidden">{t('language')}</span>
      <select
        className="select"
        value={i18n.language}
        onChange={({ target }) => chooseLanguage(target.value as Language)}
      >
        {LANGUAGES.map((language) => (
          <option key={language} value={language} lang={language}>
            {t(`languages.${language}`)}
          </option>
        ))}
      </select>
    </label>
  );
};

const ThemeChoice = () => {
  const { t } = useTranslation();
  const [theme, setTheme] = useState<Theme>(chosenTheme);
  const choose = (chosen: Theme) => {
    applyTheme(chosen);
    setTheme(chosen);
  };
  return (
    <label>
      <span className="visually-hidden">{t('theme')}</span>
      <select className="select" value={theme} onChange={({ target }) => choose(target.value as Theme)}>
        {THEMES.map((each) => (
          <option key={each} value={each}>
            {t(`themes.${each}`)}
          </option>
        ))}
      </select>
    </label>
  );
};

/** The frame of every screen; the label of research use is never out of sight. */
export const Layout = ({ children }: { readonly children: ReactNode }) => {
  const { t } = useTranslation();
  return (
    <>
      <a className="skip-link" href="#main">
        {t('skip')}
      </a>
      <header className="app-header">
        <Link href="/" className="app-name">
          <img src={icon} alt="" width="20" height="20" />
          Leptotrace
        </Link>
        <p className="app-use">{t('researchUse')}</p>
        <div className="app-choices">
          <LanguageChoice />
          <ThemeChoice />
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </>
  );
};
