/** Content types that may name what a download is; none of them is ever shown by a browser as a page of this origin. */
const downloadTypes: Readonly<Record<string, string>> = {
  csv: 'text/csv; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  gif: 'image/gif',
  gz: 'application/gzip',
  jpeg: 'image/jpeg',
  jpg: 'image/jpeg',
  json: 'application/json',
  parquet: 'application/vnd.apache.parquet',
  pdf: 'application/pdf',
  png: 'image/png',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  txt: 'text/plain; charset=utf-8',
  xls: 'application/vnd.ms-excel',
  xlsm: 'application/vnd.ms-excel.sheet.macroEnabled.12',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  zip: 'application/zip',
};

/**
 * The content type a stored object is served with: by the name's suffix out of a fixed list, never what an uploader
 * or a script said. HTML, SVG and everything unknown is a stream of bytes.
 */
export const downloadType = (name: string): string => {
  const suffix = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return Object.hasOwn(downloadTypes, suffix) ? (downloadTypes[suffix] ?? '') : 'application/octet-stream';
};

/** RFC 8187 `ext-value`: everything but `attr-char` is percent-encoded UTF-8. */
const encodeExtended = (name: string): string =>
  encodeURIComponent(name).replace(
    /['()*]/g,
    (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * A `Content-Disposition` (RFC 6266) that saves a download under its own name: `filename*` carries any Unicode,
 * `filename` an ASCII reading of it for old clients, without quotes, backslashes and percent signs.
 */
export const attachmentDisposition = (name: string): string => {
  const plain = name
    .toWellFormed()
    .replace(/[^\x20-\x7e]/gu, '_')
    .replace(/["\\%]/g, '_');
  return `attachment; filename="${plain}"; filename*=UTF-8''${encodeExtended(name.toWellFormed())}`;
};
