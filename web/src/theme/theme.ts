export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

const KEY = 'leptotrace.theme';

export const chosenTheme = (): Theme =>
  THEMES.find((known) => known === localStorage.getItem(KEY)) ?? 'system';

/** `system` leaves the choice to the style sheet, which follows the reader's settings at once. */
export const applyTheme = (theme: Theme): void => {
  localStorage.setItem(KEY, theme);
  if (theme === 'system') delete document.documentElement.dataset['theme'];
  else document.documentElement.dataset['theme'] = theme;
};
