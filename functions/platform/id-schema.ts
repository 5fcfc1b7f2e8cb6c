import * as z from 'zod';
import { schemaMessage } from './text.ts';

/** Prefixes of identifiers (a schedule, a drop folder and its sets, a webhook and its deliveries, a backfill, a department, a group, a grant, an audit event …); an id is `<prefix>_<ULID>`, so ids of one kind sort by creation time. */
export type IdPrefix =
  | 'run'
  | 'file'
  | 'ses'
  | 'req'
  | 'sch'
  | 'drop'
  | 'set'
  | 'stray'
  | 'hook'
  | 'dlv'
  | 'fill'
  | 'dep'
  | 'grp'
  | 'grt'
  | 'audit'
  | 'sgn';

/** The schema of an identifier of one kind (Crockford base 32, 26 characters, upper case). */
export const idSchema = (prefix: IdPrefix) =>
  z
    .string()
    .regex(
      new RegExp(`^${prefix}_[0-9A-HJKMNP-TV-Z]{26}$`),
      schemaMessage(`must be an id such as ${prefix}_01JD…`, `必须是 ${prefix}_01JD… 形式的标识符`),
    )
    .meta({ example: `${prefix}_01JDA2B3C4D5E6F7G8H9JKMNPQ` });
