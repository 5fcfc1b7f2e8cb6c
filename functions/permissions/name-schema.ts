import * as z from 'zod';
import { schemaMessage } from '../platform/text.ts';

/** A name for a role, policy or mask: it stands in policies, so nothing in it needs quoting. */
export const nameSchema = z
  .string()
  .regex(
    /^[a-z][a-z0-9_-]{1,39}$/,
    schemaMessage(
      'must start with a small letter and hold 2 to 40 of a-z, 0-9, _ and -',
      '必须以小写字母开头，由 2 到 40 个 a-z、0-9、_ 或 - 组成',
    ),
  );

/** The version of what is changed. */
export const version = z.int().min(1);
