import { Readable } from 'node:stream';
import busboy from 'busboy';
import { invalidField } from './errors.ts';
import { text } from './text.ts';

/** One file part of a form. */
export interface UploadedPart {
  readonly name: string;
  readonly content: Buffer;
}

const MAX_FIELDS = 20;
const MAX_FIELD_BYTES = 64 * 1024;
const CRLF = Buffer.from('\r\n');

/**
 * The form up to its closing boundary. What stands behind it counts for nothing (RFC 2046 §5.1.1), and a part that begins
 * there would keep the parser waiting for its end for ever.
 */
const closed = (contentType: string, body: Buffer): Buffer => {
  const boundary = /;\s*boundary="?([^";]+)"?/i.exec(contentType)?.[1]?.trim();
  if (boundary === undefined) return body;
  const close = Buffer.from(`--${boundary}--`);
  const at = body.subarray(0, close.length).equals(close) ? 0 : body.indexOf(Buffer.concat([CRLF, close]));
  return at < 0 ? body : body.subarray(0, at + CRLF.length + close.length);
};

/**
 * Reads a `multipart/form-data` body (RFC 7578): text fields as strings, file parts as {@link UploadedPart}.
 * Throws 40001 when the form is malformed, has a part twice, or too many parts.
 */
export const readMultipart = (
  contentType: string,
  body: Buffer,
): Promise<Record<string, string | UploadedPart>> =>
  new Promise((resolve, reject) => {
    const malformed = (cause: string) =>
      reject(invalidField('body', text(`is not a well-formed form: ${cause}`, `不是正确的表单：${cause}`)));
    // No prototype: a field may be called `__proto__`.
    const fields = Object.create(null) as Record<string, string | UploadedPart>;
    const put = (name: string, value: string | UploadedPart) => {
      if (name in fields) malformed(`the field ${name} stands twice`);
      fields[name] = value;
    };
    try {
      const parser = busboy({
        headers: { 'content-type': contentType },
        defParamCharset: 'utf8',
        limits: { fields: MAX_FIELDS, files: 1, fieldSize: MAX_FIELD_BYTES },
      });
      parser.on('field', (name, value, info) => {
        if (info.valueTruncated || info.nameTruncated) malformed(`the field ${name} is too long`);
        put(name, value);
      });
      parser.on('file', (name, stream, info) => {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        // A form that ends in the middle of a file breaks this stream too; unheard, that would end the process.
        stream.on('error', (error) => malformed(error.message));
        stream.on('end', () => put(name, { name: info.filename ?? '', content: Buffer.concat(chunks) }));
      });
      parser.on('filesLimit', () => malformed('more than one file'));
      parser.on('fieldsLimit', () => malformed(`more than ${MAX_FIELDS} fields`));
      parser.on('error', (error) => malformed(error instanceof Error ? error.message : 'unknown'));
      parser.on('close', () => resolve({ ...fields }));
      Readable.from([closed(contentType, body)]).pipe(parser);
    } catch (error) {
      malformed(error instanceof Error ? error.message : 'unknown');
    }
  });
