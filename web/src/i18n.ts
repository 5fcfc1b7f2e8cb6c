import { createI18n } from 'vue-i18n';
import { speak } from './api/send.ts';

export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];
const KEPT = 'openscript.language';

const isLanguage = (tag: string | null): tag is Language => languages.some((known) => known === tag);

/** The language chosen before, else the browser's: Chinese when it prefers any Chinese, else English. */
export const preferredLanguage = (kept: string | null, browser: readonly string[]): Language => {
  if (isLanguage(kept)) return kept;
  const known = browser.find((tag) => /^(zh|en)\b/i.test(tag));
  return known === undefined || /^zh/i.test(known) ? 'zh-CN' : 'en';
};

export const i18n = createI18n({
  legacy: false,
  locale: 'zh-CN',
  missingWarn: true,
  fallbackWarn: true,
  messages: {},
});

const catalogues = {
  'zh-CN': () => import('./locales/zh-CN/index.ts'),
  en: () => import('./locales/en/index.ts'),
} as const;

/** Loads a language and speaks it from now on: page, API and the document itself. */
export const useLanguage = async (language: Language): Promise<void> => {
  if (!i18n.global.availableLocales.includes(language)) {
    const { messages } = await catalogues[language]();
    i18n.global.setLocaleMessage(language, messages as never);
  }
  i18n.global.locale.value = language;
  document.documentElement.lang = language;
  speak(language);
};

export const chooseLanguage = async (language: Language): Promise<void> => {
  localStorage.setItem(KEPT, language);
  await useLanguage(language);
};

export const startLanguage = (): Promise<void> =>
  useLanguage(preferredLanguage(localStorage.getItem(KEPT), navigator.languages));

export const currentLanguage = (): Language => i18n.global.locale.value as Language;
