const DELIMITERS = [',', '\t', ';', '|'] as const;

/** The delimiter that stands most often, outside quotes, in the first line. */
const delimiterOf = (text: string): string => {
  const line = (text.slice(0, 20_000).split(/\r?\n/)[0] ?? '').replace(/"[^"]*"/g, '');
  const counts = DELIMITERS.map((delimiter) => line.split(delimiter).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
};

/** Reads CSV (RFC 4180, any usual delimiter, quoted line ends). Every cell stays the text it is: 00123 keeps its zeros. */
export const parseCsv = (
  text: string,
  mostRows: number,
): { readonly rows: string[][]; readonly truncated: boolean } => {
  const delimiter = delimiterOf(text);
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const endRow = () => {
    row.push(cell);
    rows.push(row);
    row = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at += 1) {
    const char = text[at] ?? '';
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && cell === '') quoted = true;
    else if (char === delimiter) {
      row.push(cell);
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at += 1;
      endRow();
      if (rows.length >= mostRows) return { rows, truncated: at + 1 < text.length };
    } else cell += char;
  }
  if (cell !== '' || row.length > 0) endRow();
  return { rows, truncated: false };
};

/** Text of a file: UTF-8 or UTF-16 by its mark, UTF-8 where it fits, else GB18030 as Chinese Excel writes CSV. */
export const decodeText = (bytes: Uint8Array): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
};
