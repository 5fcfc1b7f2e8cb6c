import type { ApiError } from '../platform/errors.ts';
import type { Text } from '../platform/text.ts';

/** An API error as one text, its fields included: the reason why a set was not run. */
export const wordsOf = (error: ApiError): Text => {
  const inLanguage = (language: keyof Text): string =>
    [
      error.text[language],
      ...error.fields.map(({ field, message }) => `${field}: ${message[language]}`),
    ].join('; ');
  return { en: inLanguage('en'), 'zh-CN': inLanguage('zh-CN') };
};
