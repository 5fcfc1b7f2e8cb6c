const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as it may stand between tags and in attributes. */
export const escapeHtml = (words: string): string =>
  words.replace(/[&<>"']/g, (letter) => entities[letter] ?? '');

/** An element around markup that is safe already; attribute values are escaped here. */
export const tag = (
  name: string,
  content: string,
  attributes: Readonly<Record<string, string>> = {},
): string => {
  const written = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeHtml(value)}"`);
  return `<${name}${written.join('')}>${content}</${name}>`;
};

/** Text in a fixed-width face; between backquotes in prose. */
export const code = (words: string): string => tag('code', escapeHtml(words));

/** Prose with `code` between backquotes and blank lines between paragraphs. */
export const prose = (words: string): string =>
  words
    .split(/\n\s*\n/)
    .map((paragraph) =>
      tag(
        'p',
        escapeHtml(paragraph).replace(/`([^`]+)`/g, (_, inner: string) => `<code>${inner}</code>`),
      ),
    )
    .join('\n');
