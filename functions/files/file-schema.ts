import * as z from 'zod';
import { schemaMessage } from '../platform/text.ts';

/** 200 MB, the default limit of one file. */
export const MAX_FILE_BYTES = 200 * 1000 * 1000;
/** How long an upload URL is valid, in seconds. */
export const UPLOAD_URL_SECONDS = 15 * 60;
/** How long a download URL is valid, in seconds. */
export const DOWNLOAD_URL_SECONDS = 5 * 60;

export const sha256Schema = z
  .string()
  .regex(
    /^[0-9a-f]{64}$/,
    schemaMessage('must be a SHA-256 in lower-case hexadecimal', '必须是小写十六进制的 SHA-256'),
  );

/**
 * A file's name: any script of the world, at most 255 bytes in UTF-8; no path parts, no control characters,
 * no lone surrogates. Kept as it is, to the artifact's download name.
 */
export const fileNameSchema = z
  .string()
  .min(1)
  .refine(
    (name) => new TextEncoder().encode(name).byteLength <= 255,
    schemaMessage('must be at most 255 bytes in UTF-8', 'UTF-8 编码后不得超过 255 字节'),
  )
  .refine(
    (name) => name.isWellFormed(),
    schemaMessage('must be well-formed Unicode', '必须是合法的 Unicode 文本'),
  )
  .refine(
    (name) => !/[/\\]/.test(name) && name !== '.' && name !== '..',
    schemaMessage('must not contain path parts', '不得包含路径'),
  )
  .refine(
    (name) => !/\p{Cc}/u.test(name),
    schemaMessage('must not contain control characters', '不得包含控制字符'),
  );
