import * as z from 'zod';
import { schemaMessage } from '../platform/text.ts';

const LABEL = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
/** Scheme, wildcard, name and port of an entry. */
export const hostEntryPattern = new RegExp(
  `^(?:(https?)://)?(\\*\\.)?(${LABEL}(?:\\.${LABEL})+)(?::([1-9][0-9]{0,4}))?$`,
);

/**
 * A host that files may be fetched from: `files.example.com`, or `*.example.com` for every name below it. https only,
 * unless it says `http://`; the scheme's own port only, unless it names one. Names in ASCII, lower case.
 */
export const hostEntrySchema = z
  .string()
  .max(270)
  .regex(
    hostEntryPattern,
    schemaMessage(
      'must be a host name such as files.example.com or *.example.com, with http:// before it where TLS is not wanted, :port behind it where it is another one',
      '必须是主机名，例如 files.example.com 或 *.example.com；不使用 TLS 时以 http:// 开头，非默认端口时以 :端口 结尾',
    ),
  )
  .refine(
    (entry) => Number(hostEntryPattern.exec(entry)?.[4] ?? 1) <= 65_535,
    schemaMessage('must name a port up to 65535', '端口号不得超过 65535'),
  )
  .meta({ example: 'files.example.com' });
