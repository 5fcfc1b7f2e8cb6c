/** The two languages a user may read; `zh-CN` for Chinese browsers, `en` otherwise (configuration sets the default). */
export type Language = 'en' | 'zh-CN';

/** One message in both languages. Every string that reaches a user is one of these. */
export interface Text {
  readonly en: string;
  readonly 'zh-CN': string;
}

/** Writes a message in both languages side by side, so that neither can be forgotten. */
export const text = (en: string, zhCN: string): Text => ({ en, 'zh-CN': zhCN });

/** A message that is the same in both languages: a script's own words, a file's name. */
export const verbatim = (words: string): Text => ({ en: words, 'zh-CN': words });

const chineseReadings = new Map<string, string>();

/**
 * A schema's own message, `z.string().regex(…, schemaMessage('must be …', '必须…'))`. zod keeps one string, the English
 * one; the Chinese is found again by `chineseReading`.
 */
export const schemaMessage = (en: string, zhCN: string): string => {
  chineseReadings.set(en, zhCN);
  return en;
};

/** The Chinese of a schema's own message; the English where none was given. */
export const chineseReading = (en: string): string => chineseReadings.get(en) ?? en;

/**
 * Chooses the language from an `Accept-Language` header (RFC 9110 §12.5.4).
 * Any Chinese tag gives `zh-CN`, any English tag `en`; the highest weight wins; otherwise `fallback`.
 */
export const chooseLanguage = (header: string | undefined, fallback: Language): Language => {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...rest] = part.trim().toLowerCase().split(';');
      const weight = rest.map((item) => /^\s*q=([\d.]+)/.exec(item)?.[1]).find((q) => q !== undefined);
      return { tag: tag.trim(), weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ tag, weight }) => weight > 0 && /^(zh|en)(-|$)/.test(tag))
    .sort((a, b) => b.weight - a.weight)[0];
  if (wanted === undefined) return fallback;
  return wanted.tag.startsWith('zh') ? 'zh-CN' : 'en';
};
