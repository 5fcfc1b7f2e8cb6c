import * as z from 'zod';
import { instant } from '../platform/page.ts';
import { schemaMessage } from '../platform/text.ts';

/** A user name: a letter, then letters, digits and `._-`; any script of the world; 3 to 64 characters. */
export const usernameSchema = z
  .string()
  .min(3)
  .max(64)
  .regex(
    /^\p{L}[\p{L}\p{M}\p{N}._-]*$/u,
    schemaMessage(
      'must start with a letter and hold only letters, digits and ._-',
      '必须以字母开头，只能包含字母、数字和 ._-',
    ),
  );

/** The stage's password rule (length) is checked by the operation: it is configuration. */
export const passwordSchema = z.string().min(1).max(256);

export const userSchema = z
  .object({
    id: z.string(),
    username: z.string(),
    display_name: z.string().nullable(),
    email: z.string().nullable(),
    roles: z.array(z.string()).meta({ description: 'names of roles, built-in and custom ones' }),
    department: z.string().nullable().meta({ description: 'the id of the department' }),
    groups: z.array(z.string()).meta({ description: 'ids of groups' }),
    created_at: instant,
  })
  .meta({ id: 'User' });
