import type { Language, Text } from '../platform/text.ts';

/** What a mail says, before it is laid out. */
export interface Letter {
  readonly subject: Text;
  readonly paragraphs: readonly Text[];
  /** To be typed in; shown large, once. */
  readonly code?: string;
  /** To be opened; where there is no code, the way to the same end. */
  readonly link?: string;
}

/** A mail as it is sent. */
export interface Mail {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

const escaped = (words: string): string =>
  words.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

/** A header is one line: what somebody put into a name does not start another one. */
const oneLine = (words: string): string => words.replace(/\p{Cc}+/gu, ' ').trim();

const other: Readonly<Record<Language, Language>> = { en: 'zh-CN', 'zh-CN': 'en' };

/**
 * Lays a letter out as text and as HTML without pictures or scripts. What language somebody reads who has never been
 * here is not known: both are in each mail, `first` before the other.
 */
export const layOut = (letter: Letter, first: Language): Mail => {
  const languages = [first, other[first]];
  const means = [letter.code, letter.link].filter((line) => line !== undefined);
  const textIn = (language: Language) =>
    letter.paragraphs.map((paragraph) => paragraph[language]).join('\n\n');
  const htmlIn = (language: Language) =>
    `<div lang="${language}">${letter.paragraphs.map((paragraph) => `<p>${escaped(paragraph[language])}</p>`).join('')}</div>`;
  const code =
    letter.code === undefined
      ? ''
      : `<p style="font:600 20px monospace;overflow-wrap:anywhere">${escaped(letter.code)}</p>`;
  const link =
    letter.link === undefined ? '' : `<p><a href="${escaped(letter.link)}">${escaped(letter.link)}</a></p>`;
  return {
    subject: oneLine(languages.map((language) => letter.subject[language]).join(' / ')),
    text: `${[textIn(first), ...means, textIn(other[first])].join('\n\n')}\n`,
    html: `<!doctype html><html><body>${htmlIn(first)}${code}${link}<hr>${htmlIn(other[first])}</body></html>`,
  };
};
