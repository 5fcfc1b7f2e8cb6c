import { fileNameSchema } from '../files/file-schema.ts';
import { invalidField } from '../platform/errors.ts';
import { text } from '../platform/text.ts';
import { dropKey, MAX_KEY_BYTES } from './drop-keys.ts';
import { MAX_MATCHED_PATH } from './member-patterns.ts';

/** The key of a path below a drop folder; throws 40001 at `field` for a path that is none. */
export const keyOfPath = (folderName: string, path: string, field: string): string => {
  const names = path.split('/');
  const key = dropKey(folderName, path);
  if (
    path.length > MAX_MATCHED_PATH ||
    Buffer.byteLength(key) > MAX_KEY_BYTES ||
    !names.every((name) => fileNameSchema.safeParse(name).success)
  )
    throw invalidField(
      field,
      text(
        'must be names separated by /, without control characters, at most 400 characters in all',
        '必须是以 / 分隔的名称，不含控制字符，总长最多 400 个字符',
      ),
    );
  return key;
};
