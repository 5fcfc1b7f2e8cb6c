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

/**
 * The form without what follows its closing delimiter (RFC 2046 §5.1.1: to be ignored). busboy reads on: a part that begins
 * there and never ends would be waited for for ever.
 */
const withoutEpilogue = (contentType: string, body: Buffer): Buffer => {
  const [, quoted, plain] = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const closing = `--${quoted ?? plain ?? ''}--`;
  if (body.subarray(0, closing.length).equals(Buffer.from(closing))) return body.subarray(0, closing.length);
  const at = body.indexOf(`\r\n${closing}`);
  return at < 0 ? body : body.subarray(0, at + 2 + closing.length);
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
      Readable.from([withoutEpilogue(contentType, body)]).pipe(parser);
    } catch (error) {
      malformed(error instanceof Error ? error.message : 'unknown');
    }
  });
