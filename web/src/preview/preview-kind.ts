export type PreviewKind = 'workbook' | 'csv' | 'text' | 'image' | 'pdf' | 'none';

const byEnding: Readonly<Record<string, PreviewKind>> = {
  xlsx: 'workbook',
  xlsm: 'workbook',
  xls: 'workbook',
  csv: 'csv',
  tsv: 'csv',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  gif: 'image',
  webp: 'image',
  bmp: 'image',
  pdf: 'pdf',
  txt: 'text',
  log: 'text',
  json: 'text',
  md: 'text',
  py: 'text',
  sql: 'text',
  xml: 'text',
  html: 'text',
  htm: 'text',
  svg: 'text',
  yaml: 'text',
  yml: 'text',
  ini: 'text',
};

/** Beyond this a preview would be a burden to the browser: download instead. Bytes. */
export const MOST_PREVIEWED: Readonly<Record<PreviewKind, number>> = {
  workbook: Number.POSITIVE_INFINITY, // the server, or the reader here, has limits of its own
  csv: 30_000_000,
  text: 5_000_000,
  image: 30_000_000,
  pdf: 50_000_000,
  none: 0,
};

/** How a file is shown, by its name. HTML and SVG are shown as their source: nothing of a file ever runs here. */
export const previewKind = (name: string): PreviewKind =>
  byEnding[name.split('.').pop()?.toLowerCase() ?? ''] ?? 'none';

/** The type an image may be shown as: the file's name decides, never what the store says, and never SVG. */
export const imageType = (name: string): string => {
  const ending = name.split('.').pop()?.toLowerCase() ?? 'png';
  return `image/${ending === 'jpg' ? 'jpeg' : ending}`;
};
